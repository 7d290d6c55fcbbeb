import Foundation
import LanguageRuntime
import SourceTexts
import Testing

@Suite struct WordPieceTests {
  /// Pieces of `text` and the words of the text that they stand for.
  private func shown(_ text: String, marked: Bool = false) throws -> [String] {
    let tiny = try TinyEncoder(layers: 1)
    defer { tiny.remove() }
    let vocabulary = try WordPieceVocabulary(folder: tiny.folder)
    let pieces = WordPieceTokenizer(vocabulary).pieces(of: text, marked: marked)
    let bytes = Array(text.utf8)
    return zip(pieces.ids, pieces.spans).map { id, span in
      "\(vocabulary[id] ?? "?")=\(String(decoding: bytes[span.start..<span.end], as: UTF8.self))"
    }
  }

  @Test(
    arguments: [
      ("", []), (" \t\r\n\u{A0}\u{2028}", []), ("King", ["king=King"]), ("kings", ["king=king", "##s=s"]),
      ("unknown  unknowns,", ["un=un", "##known=known", "un=un", "##known=known", "##s=s", ",=,"]),
      // The longest piece first; a rest that is in no piece spoils the whole word.
      ("kingz a", ["[UNK]=kingz", "a=a"]), ("aaa", ["a=a", "##a=a", "##a=a"]),
      // Accents, composed or not; where lengths differ a piece stands for its whole word.
      ("\u{C9}tat", ["etat=\u{C9}tat"]), ("E\u{301}tat", ["etat=E\u{301}tat"]), ("\u{301}king", ["king=king"]),
      ("king\u{301}s", ["king=king\u{301}s", "##s=king\u{301}s"]),
      // Places in a word with longer code points are bytes still.
      ("\u{AC}k", ["[UNK]=\u{AC}k"]), ("и\u{306}х", ["и=и\u{306}х", "##х=и\u{306}х"]), ("ЙХ", ["и=Й", "##х=Х"]),
      ("Σ", ["σ=Σ"]), ("\u{130}s", ["i=\u{130}", "##s=s"]),
      // Chinese characters are words; so is punctuation of any alphabet.
      ("日本king", ["日=日", "本=本", "king=king"]), ("(king)", ["(=(", "king=king", ")=)"]),
      ("l'etudiant", ["l=l", "'='", "etudiant=etudiant"]), ("king—a", ["king=king", "[UNK]=—", "a=a"]),
      // Control and format characters are as if they weren't there.
      ("ki\u{0}ng", ["king=ki\u{0}ng"]),
      ("\u{FEFF}ki\u{200B}\u{AD}ngs", ["king=ki\u{200B}\u{AD}ngs", "##s=ki\u{200B}\u{AD}ngs"]),
      ("king\u{85}s", ["king=king\u{85}s", "##s=king\u{85}s"]),
      ("👩‍👩‍👧 a", ["[UNK]=👩‍👩‍👧", "a=a"]), ("##s", ["[UNK]=#", "[UNK]=#", "[UNK]=s"]),
      // Marks in the text are words like others.
      ("[SEP]", ["[UNK]=[", "[UNK]=SEP", "[UNK]=]"]),
    ] as [(String, [String])])
  func dividesWords(text: String, pieces: [String]) throws {
    #expect(try shown(text) == pieces)
  }

  @Test func wordsOfMoreThanAHundredCodePointsAreUnknown() throws {
    let long = String(repeating: "a", count: 100)
    #expect(try shown(long).count == 100)
    #expect(try shown(long + "a king") == ["[UNK]=\(long)a", "king=king"])
  }

  @Test func marksBeginAndEndTheSequence() throws {
    #expect(try shown("king", marked: true) == ["[CLS]=", "king=king", "[SEP]="])
    #expect(try shown("", marked: true) == ["[CLS]=", "[SEP]="])
  }

  @Test func rememberingWordsChangesNothing() throws {
    let tiny = try TinyEncoder(layers: 1)
    defer { tiny.remove() }
    let model = try tiny.load()
    let tokenizer = model.makeTokenizer()
    let texts = ["Kings, queens", "kings king", "(unknown) Kings", "ЙХ ЙХ йх", "aKings"]
    let first = texts.map { tokenizer.pieces(of: $0) }
    // Enough distinct words for the memory to be emptied in between.
    for round in 0..<60 {
      _ = tokenizer.pieces(of: (0..<1000).map { "w\(round)q\($0)" }.joined(separator: " "))
    }
    #expect(texts.map { tokenizer.pieces(of: $0) } == first)
    #expect(texts.map { model.makeTokenizer().pieces(of: $0) } == first)
  }

  @Test func malformedBytesAreDropped() throws {
    let tiny = try TinyEncoder(layers: 1)
    defer { tiny.remove() }
    let tokenizer = try tiny.load().makeTokenizer()
    for bytes in [
      [0xFF, 0x6B, 0x69, 0x6E, 0x67], [0x6B, 0x69, 0x6E, 0x67, 0xE2, 0x80], [0x80], [0xF8, 0x88, 0x80, 0x80],
    ]
      as [[UInt8]]
    {
      let pieces = bytes.withUnsafeBufferPointer { tokenizer.pieces(of: $0, marked: false) }
      #expect(pieces.spans.allSatisfy { $0.end <= bytes.count })
    }
  }
}

import Codebook
import Linguistics
import SourceTexts

/// A passage as a row of words to be compared with names: hyphenated tokens taken apart, punctuation and possessive
/// endings left out but remembered.
struct PassageWords {
  struct Word {
    var hash: UInt64
    /// Hash of the token's lemma where the token is one word, else that of the word.
    var lemma: UInt64
    var token: Int
    var span: Span
    var isCapitalised: Bool
    var isUppercase: Bool
    var letterCount: Int
    var isRegnalNumber: Bool
    /// Joined by a hyphen or dash to the word before.
    var isHyphenated: Bool
    /// Followed by 's or an apostrophe.
    var isPossessive: Bool
    /// Begins a sentence; names do not run across.
    var startsSentence: Bool
  }

  private(set) var words: [Word] = []
  /// First word of each token, and one past the last word at the end; tokens without words have an empty range.
  private(set) var firstWordOfToken: [Int] = []

  init(_ passage: AnalysedPassage, folding: NameFolding) {
    words.reserveCapacity(passage.tokens.count)
    firstWordOfToken.reserveCapacity(passage.tokens.count + 1)
    var startsSentence = true
    var hyphen = false
    for (number, token) in passage.tokens.enumerated() {
      firstWordOfToken.append(words.count)
      if token.startsSentence { startsSentence = true }
      if token.tag == "POS" {
        if !words.isEmpty { words[words.count - 1].isPossessive = true }
        continue
      }
      let before = words.count
      let isWhole = token.span.count == token.text.utf8.count
      var text = token.text
      text.withUTF8 { bytes in
        folding.forEachWord(in: bytes) { word in
          let isInner = words.count > before
          words.append(
            Word(
              hash: word.hash, lemma: word.hash, token: number,
              span: isWhole
                ? Span(token.span.start + word.range.lowerBound, token.span.start + word.range.upperBound)
                : token.span,
              isCapitalised: word.isCapitalised, isUppercase: word.isUppercase, letterCount: word.letterCount,
              isRegnalNumber: word.isRegnalNumber,
              isHyphenated: isInner || (hyphen && words.count == before), isPossessive: word.isPossessive,
              startsSentence: startsSentence))
          startsSentence = false
        }
      }
      if words.count == before + 1 {
        if token.lemma != token.text, let lemma = folding.words(of: token.lemma).first {
          words[before].lemma = lemma.hash
        }
        hyphen = false
      } else if words.count == before {
        hyphen =
          !token.hasSpaceAfter && number > 0 && !passage.tokens[number - 1].hasSpaceAfter && token.isDash
      } else {
        hyphen = false
      }
    }
    firstWordOfToken.append(words.count)
  }

  /// Words of token `index`.
  func words(of token: Int) -> Range<Int> { firstWordOfToken[token]..<firstWordOfToken[token + 1] }
}

extension Token {
  /// A hyphen or dash alone.
  var isDash: Bool { text == "-" || text == "–" || text == "—" || text == "‐" }
}

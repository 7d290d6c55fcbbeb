import ResourceTables
import SourceTexts

/// What readers know about the habits of publishers: the knowledge files `documents/*.tsv`, looked up by word.
public struct DocumentKnowledge: Sendable {
  let phrases: BlockPhrases
  /// Words for what an author is ("fellow", "professor").
  let authorRoles: Set<String>
  /// Those that make an author box of a sentence about a name that no by-line gave.
  let writerRoles: Set<String>
  /// Verbs of author boxes ("is", "teaches").
  let authorVerbs: Set<String>
  /// Small words inside names ("von").
  let nameParticles: Set<String>
  /// Month names and abbreviations, lower-case, to 1...12.
  let months: [String: Int]
  /// Words that show a note to be a reference, lower-case.
  let referenceCues: [[UInt8]]
  /// Abbreviations that stand before numbers, lower-case, without their stop.
  let wordsBeforeNumbers: Set<String>
  /// Abbreviations whose stop ends no sentence, without it.
  let abbreviations: Set<String>
  let functionWords: Set<String>
  /// Words before the numbers of a journal's volumes, issues and pages, lower-case.
  let serialWords: Set<String>
  /// Fields of an e-mail's head, lower-case, to what they tell ("title", "sender", …).
  let mailFields: [String: String]
  let compounds: CompoundWords
  let htmlHints: HTMLHints
  let htmlMetadata: HTMLMetadata
  let wordStyles: WordStyles

  /// Reads the tables that ship inside the binary.
  ///
  /// - Throws: `ResourceError` with file and line where one is missing or malformed.
  public init() throws {
    phrases = try BlockPhrases(table: EmbeddedTables.table("documents/block-phrases.tsv"))
    let words = try EmbeddedTables.table("documents/author-words.tsv")
    let (word, wordUse) = try (words.index(of: "word"), words.index(of: "use"))
    var uses: [String: Set<String>] = [:]
    for row in words.rows { uses[row.fields[wordUse], default: []].insert(row.fields[word]) }
    writerRoles = uses["writer"] ?? []
    authorRoles = (uses["role"] ?? []).union(writerRoles)
    authorVerbs = uses["verb"] ?? []
    nameParticles = uses["name_particle"] ?? []
    abbreviations = try Set(Self.column("abbreviation", of: "documents/abbreviations.tsv"))
    functionWords = try Set(Self.column("word", of: "documents/function-words.tsv"))

    htmlHints = try HTMLHints(table: EmbeddedTables.table("documents/html-hints.tsv"))
    htmlMetadata = try HTMLMetadata(table: EmbeddedTables.table("documents/html-metadata.tsv"))

    wordStyles = try WordStyles(table: EmbeddedTables.table("documents/word-styles.tsv"))

    var months: [String: Int] = [:]
    let table = try EmbeddedTables.table("documents/date-line-months.tsv")
    let (name, number) = try (table.index(of: "name"), table.index(of: "month"))
    for row in table.rows {
      guard let month = Int(row.fields[number]), (1...12).contains(month) else {
        throw ResourceError(
          table: table.name, line: row.line,
          reason: .value(column: "month", got: row.fields[number], expected: "1 to 12"))
      }
      months[row.fields[name].lowercased()] = month
    }
    self.months = months

    let cues = try EmbeddedTables.table("documents/reference-cues.tsv")
    let (text, use) = try (cues.index(of: "text"), cues.index(of: "use"))
    referenceCues = cues.rows.filter { $0.fields[use] == "cue" }.map { Array($0.fields[text].lowercased().utf8) }
    serialWords = Set(cues.rows.filter { $0.fields[use] == "serial" }.map { $0.fields[text] })
    let mail = try EmbeddedTables.table("documents/mail-fields.tsv")
    let (field, tells) = try (mail.index(of: "field"), mail.index(of: "tells"))
    mailFields = Dictionary(mail.rows.map { ($0.fields[field], $0.fields[tells]) }) { first, _ in first }
    compounds = try CompoundWords(table: EmbeddedTables.table("documents/compound-words.tsv"))
    wordsBeforeNumbers = Set(cues.rows.filter { $0.fields[use] == "before_number" }.map { $0.fields[text] })
  }

  private static func column(_ column: String, of name: String) throws -> [String] {
    let table = try EmbeddedTables.table(name)
    let index = try table.index(of: column)
    return table.rows.map { $0.fields[index] }
  }
}

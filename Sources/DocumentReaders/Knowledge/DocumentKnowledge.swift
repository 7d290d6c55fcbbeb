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
  /// Words of dates that stand by themselves: "circa", "BC", "early", days of the week.
  let dateWords: [String: DateHeading.Word]
  /// Names of columns by the field they give, those first that go before others.
  let csvColumns: [String: [String]]
  /// What the user says of the documents.
  var hints = ReadingHints()

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
          table: row.table, line: row.line,
          reason: .value(column: "month", got: row.fields[number], expected: "1 to 12"))
      }
      months[row.fields[name].lowercased()] = month
    }
    self.months = months

    let columns = try EmbeddedTables.table("documents/csv-columns.tsv")
    let (columnName, columnField) = try (columns.index(of: "name"), columns.index(of: "field"))
    var csvColumns: [String: [String]] = [:]
    for row in columns.rows { csvColumns[row.fields[columnField], default: []].append(row.fields[columnName]) }
    self.csvColumns = csvColumns

    let dates = try EmbeddedTables.table("documents/date-heading-words.tsv")
    let (dateWord, dateUse) = try (dates.index(of: "word"), dates.index(of: "use"))
    dateWords = try Dictionary(
      dates.rows.map { row in
        guard let use = DateHeading.Word(rawValue: row.fields[dateUse]) else {
          throw ResourceError(
            table: row.table, line: row.line,
            reason: .value(column: "use", got: row.fields[dateUse], expected: "a use of DateHeading.Word"))
        }
        return (row.fields[dateWord], use)
      }
    ) { first, _ in first }

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

  /// Whether a stretch begins, markup aside, with a number, a month or a word of dates.
  func startsLikeDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let word = bytes.drop { !$0.isASCIIAlphanumeric && $0 < 0x80 }.prefix { $0.isASCIIAlphanumeric }
    guard let first = word.first else { return false }
    if first.isASCIIDigit { return true }
    let folded = String(decoding: word.map(\.asciiLowercased), as: UTF8.self)
    return months[folded] != nil || dateWords[folded] != nil
  }

  private static func column(_ column: String, of name: String) throws -> [String] {
    let table = try EmbeddedTables.table(name)
    let index = try table.index(of: column)
    return table.rows.map { $0.fields[index] }
  }
}

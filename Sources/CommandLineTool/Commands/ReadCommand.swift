import ArgumentParser
import DocumentReaders
import Findings
import Foundation
import Pipeline
import SourceTexts
import Store

struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Reads documents, codes them and stores them in an archive.",
    discussion: """
      Takes PDF, HTML (also saved as .mhtml), Word (.docx), OpenDocument (.odt), RTF, EPUB, Markdown, plain text, and of \
      articles JSON lines (.jsonl), tables (.csv) and mail boxes (mbox); files, folders, patterns, and - for JSON lines on \
      standard input. Reading the same content again changes nothing. A file that \
      can't be read is named with the reason, and the rest goes on.
      """)

  @Argument(help: "Files, folders or patterns; - reads JSON lines from standard input.")
  var files: [String]

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var coding: CodingOptions
  @OptionGroup var threads: ThreadOptions

  @Option(help: "The title, where the file tells none or a wrong one.")
  var title: String?

  @Option(help: "An author; may be repeated.")
  var author: [String] = []

  @Option(help: "When it was published (YYYY, YYYY-MM or YYYY-MM-DD).")
  var published: String?

  @Option(help: "Who published it.")
  var publisher: String?

  @Option(help: "Where it was published.")
  var url: String?

  @Flag(help: "The documents are chronologies: dates that stand by themselves date what follows, the first one too.")
  var chronology = false

  @Option(help: "The year that dates without one count from at the beginning of a document.")
  var narrativeYear: Int?

  @Flag(help: "Also read texts that aren't English, though only English is analysed.")
  var anyLanguage = false

  @Flag(
    help: """
      Read pages of PDF files that are pictures by Tesseract, where it is installed (Debian: tesseract-ocr); what is found on \
      them bears “(scanned)” behind its page.
      """)
  var ocr = false

  @Option(
    help: ArgumentHelp(
      "The column of a table of articles that gives a field (id, text, title, date, publisher, url, author, language); may be repeated.",
      valueName: "field=name"))
  var column: [String] = []

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    if let published, DocumentMetadata.publicationDate(published) != published {
      throw ValidationError("--published takes a date such as 2017-02-06, 2017-02 or 2017.")
    }
    if let narrativeYear, !(1...2200).contains(narrativeYear) {
      throw ValidationError("--narrative-year takes a year from 1 to 2200.")
    }
    for pair in column where pair.split(separator: "=").count != 2 {
      throw ValidationError("--column takes a field and a column's name, such as text=Body, and not \(pair).")
    }
  }

  func run() throws {
    let coder = try coderSource(model: model, lexicon: lexicon, coding: coding)
    let store = try Archive.open(at: archive.archive)
    let list = FileList.expand(files, besides: archive.archive)
    let paths = list.files
    for folder in list.emptyFolders { StandardError.write("\(folder): warning: no documents in this folder") }
    if !quiet {
      for file in list.passedOver {
        StandardError.write("\(file): note: passed over, since it tells of its folder; name it to have it read")
      }
    }
    if paths.count > 1 || paths.contains("-"), title != nil || url != nil {
      throw ValidationError("--title and --url are for one document; this would give \(paths.count) the same.")
    }
    let overrides = DocumentMetadata(
      title: title, authors: author, published: published, publisher: publisher, url: url)
    let reader = try ArchiveReader(
      coder: coder, workers: threads.workers,
      stated: overrides == DocumentMetadata()
        ? nil : (overrides, .now(by: nil, because: "stated with entente read")),
      hints: ReadingHints(
        isChronology: chronology, narrativeYear: narrativeYear, acceptsAnyLanguage: anyLanguage,
        readsScans: ocr,
        columns: Dictionary(
          column.map { pair in
            let parts = pair.split(separator: "=")
            return (String(parts[0]), String(parts[1]))
          }, uniquingKeysWith: { _, last in last })))
    var bar = ProgressBar(total: paths.count, isShown: !quiet && isatty(STDERR_FILENO) == 1)
    let summary = try reader.read(paths, into: store) { progress in
      bar.clear()
      switch progress {
      case .stored(_, let warnings):
        if !quiet { for warning in warnings { StandardError.write(warning.description) } }
      case .failed(let diagnostic):
        StandardError.write(diagnostic.description)
      }
      bar.advance()
    }
    bar.clear()
    if !quiet { StandardError.write(Self.describe(summary, archive: archive.archive)) }
    if summary.failed > 0 { throw CommandExit.someFailed }
  }

  private static func describe(_ summary: ArchiveReader.Summary, archive: String) -> String {
    func count(_ number: Int, _ word: String) -> String { "\(number) \(word)" }
    let parts = [
      count(summary.added, "added"), summary.recoded > 0 ? count(summary.recoded, "coded anew") : nil,
      summary.unchanged > 0 ? count(summary.unchanged, "unchanged") : nil,
      summary.failed > 0 ? count(summary.failed, "failed") : nil,
    ].compactMap(\.self)
    return "\(archive): documents \(parts.joined(separator: ", ")); \(summary.events) events in what was coded"
  }
}

/// What codes with a command's model and lexicon, loaded when a document has to be coded.
///
/// - Throws: where there is no model, or a lexicon can't be read.
func coderSource(model: ModelOptions, lexicon: LexiconOptions, coding: CodingOptions) throws -> CoderSource {
  let folder = try model.folder()
  let encoder = try coding.encoder()
  let own = try lexicon.tables()
  let knowledge = try lexicon.overlays()
  return CoderSource(
    versions: CoderVersion.versions(
      model: ModelIdentity(folder: folder), reader: try encoder?.readerVersion(), lexicons: lexicon.contents),
    ownTables: own,
    load: {
      let known = try lexicon.load()
      return (
        try DocumentCoder(
          pipeline: ModelOptions.load(folder), lexicon: known, encoder: encoder, knowledge: knowledge), known
      )
    })
}

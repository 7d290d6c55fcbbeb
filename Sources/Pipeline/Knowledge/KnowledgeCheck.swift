import Codebook
import Findings
import LanguageRuntime
import ResourceTables
import SourceTexts

/// Checks knowledge files of a user's own: whether they load over ours, whether their examples do what they say, and
/// which rows another shadows.
public struct KnowledgeCheck {
  /// What was found of one file or row.
  public struct Note: Sendable, Hashable, CustomStringConvertible {
    public var place: ResourceReference
    public var isError: Bool
    public var text: String

    public var description: String {
      let file = place.line > 0 ? "\(place.table):\(place.line)" : place.table
      return "\(file): \(isError ? "error" : "warning"): \(text)"
    }
  }

  /// What a check found.
  public struct Report: Sendable {
    public internal(set) var notes: [Note] = []
    /// Rows that were loaded.
    public internal(set) var rows = 0
    /// Examples and counterexamples that were run.
    public internal(set) var examples = 0

    public var hasErrors: Bool { notes.contains(where: \.isError) }

    /// A line a note, then the count.
    public var text: String {
      (notes.map(\.description) + [
        "\(rows) rows loaded, \(examples) examples run, \(errors) errors, \(notes.count - errors) warnings"
      ])
      .joined(separator: "\n") + "\n"
    }

    private var errors: Int { notes.count(where: \.isError) }
  }

  private let pipeline: LanguagePipeline

  public init(pipeline: LanguagePipeline) { self.pipeline = pipeline }

  /// Checks files, each laid over ours together with those before it.
  ///
  /// - Parameter files: paths of tables, or of folders of them.
  /// - Complexity: loads all knowledge once for each file that is in error, once for the rest, and parses two sentences a
  ///   frame.
  public func run(_ files: [String]) -> Report {
    var report = Report()
    var overlays: [KnowledgeOverlay] = []
    for path in KnowledgeFiles.files(in: files) {
      do {
        let overlay = try KnowledgeFiles.overlay(path)
        for remark in overlay.table.remarks {
          report.notes.append(
            Note(place: ResourceReference(table: remark.table, line: remark.line), isError: false, text: remark.text))
        }
        _ = try coder(KnowledgeTables(overlays: overlays + [overlay]))
        overlays.append(overlay)
        report.rows += overlay.table.rows.count
      } catch {
        report.notes.append(Self.note(of: error, path: path))
      }
    }
    guard let tables = try? KnowledgeTables(overlays: overlays), let coder = try? coder(tables) else { return report }
    let worker = coder.makeWorker()
    runFrames(of: coder, worker, &report)
    for table in tables.own("times/rules.tsv") { runTimes(of: table, worker, &report) }
    warnOfReplacements(by: overlays, &report)
    report.notes.sort { ($0.place.table, $0.place.line, $0.text) < ($1.place.table, $1.place.line, $1.text) }
    return report
  }

  private func coder(_ tables: KnowledgeTables) throws -> DocumentCoder {
    try DocumentCoder(pipeline: pipeline, lexicon: ActorLexicon.load(knowledge: tables), knowledge: tables)
  }

  private static func note(of error: any Error, path: String) -> Note {
    guard let error = error as? ResourceError else {
      return Note(place: ResourceReference(table: path, line: 0), isError: true, text: "\(error)")
    }
    return Note(
      place: ResourceReference(table: error.table, line: error.line), isError: true, text: error.reason.description)
  }

  private func runFrames(of coder: DocumentCoder, _ worker: DocumentCoder.Worker, _ report: inout Report) {
    let frames = coder.eventCoder.codebook.frames
    let own = frames.prefix { $0.isOwn }
    for (place, frame) in own.enumerated() {
      func add(_ text: String, isError: Bool) {
        report.notes.append(Note(place: frame.reference, isError: isError, text: "\(frame.trigger) " + text))
      }
      report.examples += 1
      if let problem = FrameExample.problem(of: frame, example: worker.read(frame.example)) {
        add(problem, isError: true)
      }
      if frame.counterexample.isEmpty {
        add("has no counterexample (column silent)", isError: false)
      } else {
        let readings = frame.counterexamples.map { worker.read($0) }
        report.examples += readings.count
        for (sentence, reading) in zip(frame.counterexamples, readings) where !FrameExample.isSilent(frame, reading) {
          add("fires on \"\(sentence)\"", isError: true)
        }
        if readings.allSatisfy(\.mentions.isEmpty) {
          add("names nobody in its counterexample, which can't fail so", isError: false)
        }
      }
      if let other = frames.indices.first(where: { $0 != place && frames[$0].shadows(frame, isEarlier: $0 < place) }) {
        let reference = frames[other].reference
        add("never fires: \(reference.table):\(reference.line) takes all that it would", isError: false)
      }
    }
  }

  private func runTimes(of table: ResourceTable, _ worker: DocumentCoder.Worker, _ report: inout Report) {
    guard let example = try? table.index(of: "example"), let expected = try? table.index(of: "expected") else { return }
    for row in table.rows where !row.fields[example].isEmpty {
      report.examples += 1
      let marked = MarkedExample(row.fields[example])
      let found = worker.read(marked.text).times
      let values = row.fields[expected].split(separator: "|").map(String.init)
      for (place, mark) in marked.marks.enumerated() {
        let value = found.first { $0.span == mark }?.value
        let asked = place < values.count ? values[place] : ""
        guard value != asked else { continue }
        report.notes.append(
          Note(
            place: ResourceReference(table: row.table, line: row.line), isError: true,
            text: "gives \(value ?? "nothing") for mark \(place + 1) of \"\(row.fields[example])\", expected \(asked)"))
      }
    }
  }

  private func warnOfReplacements(by overlays: [KnowledgeOverlay], _ report: inout Report) {
    for overlay in overlays where overlay.target != KnowledgeOverlay.frames && overlay.target != KnowledgeOverlay.names
    {
      guard let ours = try? EmbeddedTables.table(overlay.target), overlay.replacesRows else { continue }
      let lines = Dictionary(ours.rows.map { ($0.fields[0], $0.line) }, uniquingKeysWith: { first, _ in first })
      for row in overlay.table.rows {
        guard let line = lines[row.fields[0]] else { continue }
        report.notes.append(
          Note(
            place: ResourceReference(table: row.table, line: row.line), isError: false,
            text: "\"\(row.fields[0])\" takes the place of \(overlay.target):\(line)"))
      }
    }
  }
}

/// A sentence in which brackets mark expressions.
struct MarkedExample {
  private(set) var text = ""
  private(set) var marks: [Span] = []

  init(_ example: String) {
    var start: Int?
    for character in example {
      switch character {
      case "[": start = text.utf8.count
      case "]":
        if let from = start { marks.append(Span(from, text.utf8.count)) }
        start = nil
      default: text.append(character)
      }
    }
  }
}

import Findings
import Foundation
import LanguageRuntime
import Linguistics
import SourceTexts
import TemporalExtraction
import TestSupport
import Testing

/// Runs the reports of `Fixtures/times/news.txt`, whose times are marked as the TimeML guidelines ask.
@Suite struct NewsSentencesTests {
  /// A report: its day, its text, and the times of each line.
  struct Report: CustomTestStringConvertible, Sendable {
    var name: String
    var written: String
    var text = ""
    var lines: [Line] = []
    var testDescription: String { name }
  }

  struct Line: Sendable {
    var span: Span
    var times: [Expected] = []
    /// Marked `? ` in the file: known to be read wrongly.
    var isShortfall: Bool
  }

  struct Expected: Hashable, Sendable {
    var span: Span
    var type: String
    var value: String
  }

  static let reports: [Report] = {
    guard let file = try? String(contentsOf: SharedData.fixture("times/news.txt"), encoding: .utf8) else { return [] }
    var reports: [Report] = []
    for line in file.split(separator: "\n") where !line.hasPrefix("# ") {
      if line.hasPrefix("## ") {
        let fields = line.split(separator: " ").map(String.init)
        guard fields.count == 3 else { continue }
        reports.append(Report(name: fields[1], written: fields[2]))
      } else if !reports.isEmpty {
        append(line, to: &reports[reports.count - 1])
      }
    }
    return reports
  }()

  private static let pipeline = TestModel.folder.flatMap { try? LanguagePipeline.load(folder: $0) }

  /// Reads `He spoke [on air=2013-03-22] there.`, a type behind the value where it doesn't follow from it.
  static func append(_ marked: Substring, to report: inout Report) {
    let isShortfall = marked.hasPrefix("? ")
    let start = report.text.utf8.count
    var line = Line(span: Span(start, start), isShortfall: isShortfall)
    for (index, piece) in (isShortfall ? marked.dropFirst(2) : marked).split(
      separator: "[", omittingEmptySubsequences: false
    ).enumerated() {
      guard index > 0, let close = piece.firstIndex(of: "]"), let equals = piece[..<close].lastIndex(of: "=") else {
        report.text += piece
        continue
      }
      let from = report.text.utf8.count
      report.text += piece[..<equals]
      let value = piece[piece.index(after: equals)..<close].split(separator: " ").map(String.init)
      let type = value.count > 1 ? value[1] : type(of: value[0])
      line.times.append(Expected(span: Span(from, report.text.utf8.count), type: type, value: value[0]))
      report.text += piece[piece.index(after: close)...]
    }
    line.span = Span(start, report.text.utf8.count)
    report.text += "\n"
    report.lines.append(line)
  }

  private static func type(of value: String) -> String {
    if value.hasSuffix("_REF") { return "DATE" }
    if value.hasPrefix("P") { return "DURATION" }
    return value.contains("T") ? "TIME" : "DATE"
  }

  @Test func hasReportsOfManyKinds() {
    #expect(Self.reports.count >= 40)
    #expect(Self.reports.flatMap(\.lines).count >= 350)
  }

  @Test(.enabled(if: TestModel.folder != nil), arguments: reports) func readsTheTimesOfAReport(_ report: Report) throws
  {
    let pipeline = try #require(Self.pipeline)
    let source = SourceText(
      text: report.text, blocks: [Block(kind: .paragraph, span: Span(0, report.text.utf8.count))], format: .plainText)
    let annotator = pipeline.makeAnnotator()
    let document = AnalysedDocument(source: source, passages: ReadingText.passages(of: source).map(annotator.analyse))
    let found = try TimeTagger().tag(document, written: CalendarDay(report.written)).map {
      Expected(span: $0.span, type: $0.type.rawValue, value: $0.value)
    }
    for line in report.lines where !line.isShortfall {
      let here = found.filter { line.span.start <= $0.span.start && $0.span.start < line.span.end }
      #expect(
        here == line.times,
        "\(source[line.span]): \(here.map { "\(source[$0.span]) \($0.type) \($0.value)" })")
    }
  }
}

import Findings
import LanguageRuntime
import Linguistics
import ResourceTables
import SourceTexts
import Store

/// Everything that led to one finding, as text.
public struct Explanation: Sendable {
  /// The explanation, lines of at most some 120 columns.
  public let text: String

  /// Explains the finding called `name`.
  ///
  /// - Parameter coder: Tells what the learned reader weighed for an event that it decided; nil leaves that out.
  /// - Throws: `NamingError` where the archive holds no such finding, or several.
  public init(
    of name: FindingName, in archive: Archive, pipeline: LanguagePipeline, coder: DocumentCoder? = nil
  ) throws {
    let found = try archive.finding(named: name)
    if let summary = try archive.document(found.document), summary.kind == .dataSet {
      guard let report = try archive.events(ids: [found.id])[found.id] else {
        throw NamingError.unknownFinding(name.description)
      }
      text = DescribedFinding.describe(report, of: summary)
      return
    }
    let named = try archive.namedFindings(of: found.document)
    guard let document = try archive.document(found.document), let source = try archive.source(of: document.id),
      let described = DescribedFinding(found.name, in: named, source: source)
    else { throw NamingError.unknownFinding(name.description) }
    let name = found.name

    let evidence = described.evidence
    var lines = ["\(name)  \(described.headline)", "", "document    \(document.reference)"]
    if let file = document.files.first { lines.append("file        \(file)") }
    if let page = source.page(at: evidence.span.start) {
      lines.append("page        \(page.label ?? String(page.number))")
    }
    let index = CodePointIndex(source.text)
    lines.append(
      "place       code points \(index.codePoint(atByte: evidence.span.start))–\(index.codePoint(atByte: evidence.span.end))"
    )
    if let byte = source.origin.fileOffset(of: evidence.span.start) { lines.append("in the file byte \(byte)") }
    lines.append("words       “\(source[evidence.span])”")
    lines += described.details
    lines.append("rule        \(evidence.rule.rawValue)")
    lines.append("confidence  \((evidence.confidence * 1000).rounded() / 1000)")
    lines.append(
      "coded by    \(document.versions.coder); \(document.versions.modelName); \(document.versions.codebook)")
    if let mark = named.decisions[name.tail] { lines.append("decision    \(mark.rawValue); entente log tells by whom") }

    let linked = name.kind == .event ? try archive.linked(toEvent: found.id) : []
    if !linked.isEmpty { lines.append("stands with \(linked.map(\.description).joined(separator: ", "))") }
    if let merging = try archive.merging(of: found.id) {
      lines.append(
        "merged      \(merging.reason); \(merging.others) more \(merging.others == 1 ? "report" : "reports")")
    }

    if let coder, let trigger = described.trigger, evidence.rule.rawValue.hasPrefix("event.learned"),
      let account = LearnedExplanation(ofEventAt: trigger, in: source, coder: coder)
    {
      lines += ["", account.text]
    }

    lines.append("")
    lines.append("knowledge")
    let resources = evidence.resources + described.partyResources
    if resources.isEmpty { lines.append("  no row of a knowledge file took part") }
    var shown: Set<ResourceReference> = []
    for resource in resources where shown.insert(resource).inserted {
      // The row as it was when the document was coded.
      let row =
        try archive.knowledgeRow(resource, of: document.id) ?? KnowledgeRows.text(of: resource).map {
          "\($0)  (as it is now)"
        }
        ?? "(a row of your own file)"
      lines.append("  \(resource.table):\(resource.line)  \(row)")
    }

    lines.append("")
    lines.append("parse")
    let sentences = try archive.sentences(of: document.id).filter { $0.span.overlaps(evidence.span) }
    if sentences.isEmpty { lines.append("  the words stand outside the narrative, which alone is parsed") }
    let annotator = pipeline.makeAnnotator()
    for sentence in sentences { lines += Self.parse(sentence, in: source, annotator: annotator) }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// The tokens of a sentence, one a line, as parsed in their passage.
  private static func parse(_ sentence: SentenceRecord, in source: SourceText, annotator: Annotator) -> [String] {
    for reading in ReadingText.passages(of: source) {
      let passageSpan = reading.sourceSpan(of: 0..<reading.text.utf8.count)
      guard passageSpan.overlaps(sentence.span) else { continue }
      let passage = ClauseRepair.repaired(annotator.analyse(reading))
      let shown = passage.tokens.indices.filter { passage.tokens[$0].span.overlaps(sentence.span) }
      guard let first = shown.first else { continue }
      return shown.map { position in
        let token = passage.tokens[position]
        let head = token.head == position ? "—" : "\(token.head - first + 1) \(passage.tokens[token.head].text)"
        let entity = token.entityType.isEmpty ? "" : "\(token.entityBoundary.rawValue)-\(token.entityType)"
        return "  "
          + [
            pad(String(position - first + 1), 4), pad(token.text, 20), pad(token.lemma, 18), pad(token.tag, 6),
            pad(token.relation, 11), pad(head, 22), entity,
          ].joined(separator: " ")
      }
    }
    return []
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

import Codebook
import EventExtraction
import Findings
import LanguageRuntime
import ResourceTables
import SourceTexts

/// What a sentence gives with and without knowledge files of a user's own, and why.
public struct KnowledgeTrial {
  private let without: DocumentCoder
  private let with: DocumentCoder
  private let tables: KnowledgeTables

  /// - Parameter files: paths of tables, or of folders of them.
  /// - Throws: `ResourceError` for the first file that can't be used.
  public init(files: [String], pipeline: LanguagePipeline) throws {
    tables = try KnowledgeFiles.tables(in: files)
    without = try DocumentCoder(pipeline: pipeline, lexicon: .load())
    with = try DocumentCoder(pipeline: pipeline, lexicon: .load(knowledge: tables), knowledge: tables)
  }

  /// The account of `sentence`, a line a finding.
  public func text(of sentence: String) -> String {
    let plain = without.makeWorker().read(sentence)
    let own = with.makeWorker().read(sentence)
    var lines = ["without:"] + findings(plain, sentence) + ["with:"] + findings(own, sentence)
    var why: [String] = []
    for passage in own.document.passages {
      for account in with.eventCoder.accounts(of: passage, mentions: own.mentions) {
        let word = sentence.text(of: passage.tokens[account.token].span)
        why.append("  \(word): \(Self.place(account.frame.reference)) \(Self.reason(account))")
      }
    }
    let triggers = Set(with.eventCoder.codebook.frames.prefix { $0.isOwn }.map(\.trigger))
    if why.isEmpty, !triggers.isEmpty {
      let lemmas = own.document.passages.flatMap { $0.tokens.map { "\($0.lemma)/\($0.partOfSpeech.lowercased())" } }
      why.append("  no word of the sentence triggers a frame of yours (\(triggers.sorted().joined(separator: ", ")))")
      why.append("  the words as read: \(lemmas.joined(separator: " "))")
    }
    if !why.isEmpty { lines += ["why:"] + why }
    return lines.joined(separator: "\n") + "\n"
  }

  private func findings(_ reading: SentenceReading, _ sentence: String) -> [String] {
    var lines: [String] = []
    for event in reading.events {
      let rows = event.evidence.resources.map(Self.place).joined(separator: ", ")
      let modes = event.modes.isEmpty ? "" : " (\(event.modes.joined(separator: ", ")))"
      lines.append(
        "  event  \(event.category.rawValue)\(modes) \(event.sides) \(event.status.rawValue)"
          + "  at \"\(sentence.text(of: event.trigger))\"  by \(rows)")
    }
    for time in reading.times {
      lines.append(
        "  time   \(time.type.rawValue) \(time.value)  at \"\(sentence.text(of: time.span))\"  by "
          + time.evidence.resources.map(Self.place).joined(separator: ", "))
    }
    for mention in reading.mentions {
      lines.append(
        "  actor  \(mention.code?.rawValue ?? "?") \(mention.name)  at \"\(sentence.text(of: mention.evidence.span))\"  by "
          + mention.evidence.resources.map(Self.place).joined(separator: ", "))
    }
    return lines.isEmpty ? ["  nothing"] : lines
  }

  private static func place(_ reference: ResourceReference) -> String { "\(reference.table):\(reference.line)" }

  private static func reason(_ account: FrameAccount) -> String {
    switch account.outcome {
    case .chosen: "fits, and is the one that is meant"
    case .outdone(let by): "fits, but \(place(by)) asks more or goes before it"
    case .unmet(let conditions): "asks for \(conditions.joined(separator: " and ")), which isn't there"
    }
  }
}

extension String {
  /// The words at a span of UTF-8 bytes; empty where it lies outside.
  fileprivate func text(of span: Span) -> String {
    let bytes = Array(utf8)
    guard span.start >= 0, span.start <= span.end, span.end <= bytes.count else { return "" }
    return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }
}

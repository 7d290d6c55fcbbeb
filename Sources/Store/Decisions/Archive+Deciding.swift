import Findings
import Foundation
import GRDB
import SourceTexts

/// Who decides, when and why.
public struct Verdict: Sendable, Hashable {
  public var author: String
  /// ISO 8601, UTC.
  public var time: String
  public var reason: String

  public init(author: String, time: String, reason: String = "") {
    self.author = author
    self.time = time
    self.reason = reason
  }
}

/// A decision that can't be taken.
public enum DecisionError: Error, Sendable, Hashable, CustomStringConvertible {
  case notAnEvent(String)
  /// The finding has no such field.
  case noSuchField(finding: String, field: String, fields: [String])
  case nothingOfIt(String)
  case badValue(field: String, value: String)
  case quoteNotFound
  case quoteFoundOften(Int)
  case unknownDecision(Int64)
  case undoneAlready(Int64)
  case nothingToChange

  public var description: String {
    switch self {
    case .notAnEvent(let name): "\(name) is no event; only events are merged and split"
    case .noSuchField(let finding, let field, let fields):
      "\(finding) has no \(field); what can be corrected of it is \(fields.joined(separator: ", "))"
    case .nothingOfIt(let name): "\(name) can be confirmed or rejected, not corrected"
    case .badValue(let field, let value): "“\(value)” can't be the \(field)"
    case .quoteNotFound: "the document doesn't hold these words"
    case .quoteFoundOften(let count): "the document holds these words \(count) times; quote more of them"
    case .unknownDecision(let number): "the log has no decision \(number)"
    case .undoneAlready(let number): "decision \(number) has been taken back already; undo that undoing to make it hold"
    case .nothingToChange: "nothing was given to be changed"
    }
  }
}

/// A decision of the log with its number and what it stands on now.
public struct LoggedDecision: Sendable, Hashable {
  public var number: Int64
  public var decision: Decision
  /// Names of the findings that its places hold now, or numbers of documents; nil where the place is gone.
  public var targets: [String?]
  public var isUndone: Bool

  /// Whether a place that it stands on is gone.
  public var isOrphan: Bool { !isUndone && decision.action != .undo && targets.contains { $0 == nil } }
}

extension Archive {
  /// Confirms findings as they are.
  @discardableResult
  public func confirm(_ names: [FindingName], _ verdict: Verdict) throws -> [Int64] {
    try decide(
      try names.map { name in decision(.confirm, [try anchor(of: name)], verdict) })
  }

  /// Rejects findings: they stand in no list any more.
  @discardableResult
  public func reject(_ names: [FindingName], _ verdict: Verdict) throws -> [Int64] {
    try decide(try names.map { name in decision(.reject, [try anchor(of: name)], verdict) })
  }

  /// Corrects fields of an event, a decision each.
  @discardableResult
  public func correct(
    _ name: FindingName, _ values: [(field: EventCorrection, value: String)], _ verdict: Verdict
  ) throws -> [Int64] {
    try correct(name, fields: values.map { (field: $0.field.rawValue, value: $0.value) }, verdict)
  }

  /// Corrects fields of an event, a statement, a figure or an agreement, a decision each; which fields each has, and what
  /// they are as text, ``CorrectableFinding`` says.
  ///
  /// - Throws: ``DecisionError`` where the finding has no such field, or the field can't be that; nothing is decided then.
  @discardableResult
  public func correct(
    _ name: FindingName, fields: [(field: String, value: String)], _ verdict: Verdict
  ) throws -> [Int64] {
    guard !fields.isEmpty else { throw DecisionError.nothingToChange }
    let found = try finding(named: name)
    guard let finding = try database.read({ db in try FindingFinder(db: db).correctable(found.id) }) else {
      throw DecisionError.nothingOfIt(name.description)
    }
    let anchor = try anchor(of: name)
    return try decide(
      try fields.map { field, value in
        guard let old = finding.text(of: field) else {
          throw DecisionError.noSuchField(finding: name.description, field: field, fields: finding.fields)
        }
        guard finding.applying(value, to: field) != nil else {
          throw DecisionError.badValue(field: field, value: value)
        }
        var decision = decision(.correct, [anchor], verdict)
        decision.field = field
        decision.oldValue = old
        decision.newValue = value
        return decision
      })
  }

  /// Corrects what is known of a document, a decision a field; an empty value takes away what was known. Fields that
  /// are so already need none.
  @discardableResult
  public func correct(
    document: DocumentSummary, _ values: [(field: String, value: String)], _ verdict: Verdict
  ) throws -> [Int64] {
    try decide(
      Self.corrections(
        of: document.metadata, key: document.key, digest: document.digest.rawValue, values, verdict))
  }

  /// Corrects what is known of a document to what a form says; what isn't there is taken away.
  @discardableResult
  public func correct(
    document: DocumentSummary, to metadata: DocumentMetadata, _ verdict: Verdict
  ) throws -> [Int64] {
    try correct(
      document: document,
      MetadataOverlay.fields.map { (field: $0, value: MetadataOverlay.text($0, of: metadata) ?? "") }, verdict)
  }

  /// States what is known of a document that may not be there yet, as `read --title` does. Fields that the archive's
  /// document has already need no decision.
  public func state(
    _ metadata: DocumentMetadata, of source: SourceText, layers: MetadataLayers, _ verdict: Verdict
  ) throws {
    let digest = ContentDigest(of: source.text.utf8)
    let key = DocumentKey.key(digest: digest, identifier: layers.file.identifier)
    let known = try database.read { db in
      try Int64.fetchOne(db, sql: "SELECT id FROM document WHERE key = ?", arguments: [key])
    }.flatMap { try document($0)?.metadata }
    let kept = try database.read { db in try DecisionLog(db: db).documentCorrections(key: key, digest: digest.rawValue)
    }
    let base = known ?? MetadataOverlay.lay(kept, over: layers.record.map(layers.file.overridden) ?? layers.file)
    let values = MetadataOverlay.fields.compactMap { field in
      MetadataOverlay.text(field, of: metadata).map { (field: field, value: $0) }
    }
    let decisions = Self.corrections(of: base, key: key, digest: digest.rawValue, values, verdict)
    guard !decisions.isEmpty else { return }
    // The document is coded anew by these right behind.
    try change { db in for decision in decisions { _ = try DecisionLog(db: db).add(decision) } }
  }

  private static func corrections(
    of metadata: DocumentMetadata, key: String, digest: String, _ values: [(field: String, value: String)],
    _ verdict: Verdict
  ) -> [Decision] {
    values.compactMap { field, value in
      let old = MetadataOverlay.text(field, of: metadata)
      guard MetadataOverlay.fields.contains(field), old ?? "" != value else { return nil }
      return Decision(
        time: verdict.time, author: verdict.author, action: .correct, reason: verdict.reason,
        targets: [DecisionAnchor(document: key, digest: digest, label: "document", quote: metadata.title ?? "")],
        field: field, oldValue: old, newValue: value)
    }
  }

  /// Makes one occurrence of what some events report.
  @discardableResult
  public func merge(_ names: [FindingName], _ verdict: Verdict) throws -> [Int64] {
    try requireEvents(names)
    return try decide([decision(.merge, try names.map(anchor), verdict)])
  }

  /// Makes an occurrence of its own of what one event reports.
  @discardableResult
  public func split(_ name: FindingName, _ verdict: Verdict) throws -> [Int64] {
    try requireEvents([name])
    return try decide([decision(.split, [try anchor(of: name)], verdict)])
  }

  /// Adds an event by hand, on words of a document.
  ///
  /// - Throws: ``DecisionError`` where the document doesn't hold the words, or more than once.
  @discardableResult
  public func add(
    _ coding: HandCoding, quoting quote: String, in document: DocumentSummary, _ verdict: Verdict
  ) throws -> [Int64] {
    guard let text = try source(of: document.id)?.text else { throw DecisionError.quoteNotFound }
    let span = try Self.place(of: quote, in: text)
    guard coding.event(on: span) != nil else { throw DecisionError.badValue(field: "coding", value: coding.event) }
    var decision = decision(
      .add,
      [
        DecisionAnchor(
          document: document.key, digest: document.digest.rawValue, layer: .event, place: span, span: span,
          label: coding.event, quote: quote)
      ], verdict)
    decision.field = "event"
    decision.newValue = try JSONColumn.encode(coding)
    return try decide([decision])
  }

  private static func place(of quote: String, in text: String) throws -> Span {
    guard !quote.isEmpty, let first = text.range(of: quote) else { throw DecisionError.quoteNotFound }
    var count = 1
    var rest = text[first.upperBound...]
    while let next = rest.range(of: quote) {
      count += 1
      rest = text[next.upperBound...]
    }
    guard count == 1 else { throw DecisionError.quoteFoundOften(count) }
    let start = text.utf8.distance(from: text.startIndex, to: first.lowerBound)
    return Span(start, start + quote.utf8.count)
  }

  /// Takes a decision back; taking back an undoing makes the decision hold again.
  ///
  /// - Throws: ``DecisionError`` where there is no such decision, or it is taken back already.
  @discardableResult
  public func undo(_ number: Int64, _ verdict: Verdict) throws -> [Int64] {
    let known = try database.read { db in
      let log = DecisionLog(db: db)
      return (try log.decisions(where: "decision.id = ?", arguments: [number]).first, try log.undone())
    }
    guard let entry = known.0 else { throw DecisionError.unknownDecision(number) }
    guard !known.1.contains(entry.decision.uid) else { throw DecisionError.undoneAlready(number) }
    var decision = decision(.undo, entry.decision.targets, verdict)
    decision.undoes = entry.decision.uid
    return try decide([decision])
  }

  /// Adds decisions to the log and applies them; those that it has already are passed over.
  ///
  /// - Returns: numbers of those that are new.
  @discardableResult
  public func decide(_ decisions: [Decision]) throws -> [Int64] {
    try change { db in
      let log = DecisionLog(db: db)
      var numbers: [Int64] = []
      var documents: Set<String> = []
      var digests: Set<String> = []
      for decision in decisions {
        guard let number = try log.add(decision) else { continue }
        numbers.append(number)
        for anchor in decision.targets {
          documents.insert(anchor.document)
          digests.insert(anchor.digest)
        }
        // What an undoing takes back may stand elsewhere in this archive.
      }
      let rows = try Row.fetchAll(db, sql: "SELECT id, key, digest FROM document ORDER BY id")
        .filter { documents.contains($0[1]) || digests.contains($0[2]) }
      for row in rows {
        try Self.applyMetadata(to: row[0], key: row[1], digest: row[2], in: db)
        try DecisionApplier(db: db).apply(to: row[0])
      }
      return numbers
    }
  }

  /// Lays what people say of a document over what it says itself.
  private static func applyMetadata(to document: Int64, key: String, digest: String, in db: Database) throws {
    let texts = Dictionary(
      uniqueKeysWithValues: try Row.fetchAll(
        db, sql: "SELECT layer, metadata FROM document_layer WHERE document_id = ?", arguments: [document]
      ).map { ($0[0] as String, try JSONColumn.decode([String: String].self, from: $0[1])) })
    func layer(_ name: String) -> DocumentMetadata? {
      texts[name].map { MetadataOverlay.lay($0, over: DocumentMetadata()) }
    }
    let layers = MetadataLayers(file: layer("file") ?? DocumentMetadata(), record: layer("record"))
    let kept = try MetadataOverlay.kept(document, key: key, digest: digest, in: db)
    try MetadataOverlay.write(layers, kept, document: document, in: db)
    try MetadataOverlay.writeEffective(MetadataOverlay.effective(layers, kept), document: document, in: db)
  }

  private func decision(_ action: Decision.Action, _ targets: [DecisionAnchor], _ verdict: Verdict) -> Decision {
    Decision(
      time: verdict.time, author: verdict.author, action: action, reason: verdict.reason, targets: targets)
  }

  private func requireEvents(_ names: [FindingName]) throws {
    if let other = names.first(where: { $0.kind != .event }) { throw DecisionError.notAnEvent(other.description) }
  }

  /// The place that a decision on a finding stands on.
  public func anchor(of name: FindingName) throws -> DecisionAnchor {
    let found = try finding(named: name)
    return try database.read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT document.key, document.digest, document.text, finding.kind, place_start, place_end, start, "end",
            coalesce((SELECT label FROM listed WHERE finding_id = finding.id), ''), document.kind, ordinal
          FROM finding JOIN document ON document.id = document_id WHERE finding.id = ?
          """, arguments: [found.id])
      guard let row else { throw NamingError.unknownFinding(name.description) }
      if row[9] as String == DocumentKind.dataSet.rawValue {
        let event = try FindingFinder(db: db).event(found.id)
        return DecisionAnchor(
          document: row[0], digest: row[1], layer: .event, row: row[10] as Int + 1, label: row[8],
          quote: event.map(Self.words) ?? "")
      }
      let span = FindingReader.span(row[6], row[7])
      let text = Array((row[2] as String).utf8)
      let quote = span.end <= text.count ? String(decoding: text[span.range], as: UTF8.self) : ""
      return DecisionAnchor(
        document: row[0], digest: row[1], layer: FindingKind(rawValue: row[3]),
        place: FindingReader.span(row[4], row[5]), span: span, label: row[8], quote: quote)
    }
  }

  /// A data set's event in words, since it stands on none: "1990-08-02 IRQ ASSAULT KWT".
  private static func words(of event: Event) -> String {
    func codes(_ parties: [ActorMention]) -> String {
      parties.map { $0.code?.rawValue ?? $0.name }.joined(separator: ", ")
    }
    return [event.date?.edtf ?? "", codes(event.actors), event.category.rawValue, codes(event.recipients)]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// All decisions in their order, with what they stand on now.
  public func log() throws -> [LoggedDecision] {
    try database.read { db in
      let log = DecisionLog(db: db)
      let undone = try log.undone()
      var targets: [Int64: [Int: String]] = [:]
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT decision_id, position, document.name, finding.tail FROM decision_target
            JOIN document ON document.id = decision_target.document_id JOIN finding ON finding.id = finding_id
          """)
      {
        targets[row[0], default: [:]][row[1]] = "\(row[2] as String).\(row[3] as String)"
      }
      var names: [String: String] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT key, digest, id FROM document ORDER BY id DESC") {
        names[row[1]] = String(row[2] as Int64)
      }
      for row in try Row.fetchAll(db, sql: "SELECT key, id FROM document") { names[row[0]] = String(row[1] as Int64) }
      return try log.decisions().map { id, decision in
        LoggedDecision(
          number: id, decision: decision,
          targets: decision.targets.enumerated().map { position, anchor in
            anchor.layer == nil ? names[anchor.document] ?? names[anchor.digest] : targets[id]?[position]
          },
          isUndone: undone.contains(decision.uid))
      }
    }
  }

  /// The decisions that hold and whose place is gone.
  public func orphans() throws -> [LoggedDecision] { try log().filter(\.isOrphan) }
}

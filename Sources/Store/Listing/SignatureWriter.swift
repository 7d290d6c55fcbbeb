import Analysis
import Findings
import GRDB
import SourceTexts

/// Writes what events are compared by.
struct SignatureWriter {
  let db: Database
  let model: PairModel

  /// Writes the signatures of the events of `document` that are new to the occurrences.
  ///
  /// - Returns: their row numbers, and the keys that too many sentences have from now on.
  func write(document: Int64) throws -> (events: [Int64], crowded: [Int64]) {
    let events = try Int64.fetchAll(
      db,
      sql: """
        SELECT finding.id FROM finding JOIN occurrence_member ON occurrence_member.finding_id = finding.id
        WHERE finding.document_id = ? AND occurrence_member.occurrence_id = 0 ORDER BY finding.id
        """, arguments: [document])
    guard !events.isEmpty else { return ([], []) }
    guard
      let row = try Row.fetchOne(db, sql: "SELECT text, key FROM document WHERE id = ?", arguments: [document])
    else { return ([], []) }
    let text = Array((row[0] as String).utf8)
    let key: String = row[1]
    let named = try Named(document: document, db: db)
    try db.execute(
      sql: "INSERT OR REPLACE INTO happening_document VALUES (?, ?, ?)",
      arguments: [
        document, SignatureLines.line(of: named.all),
        try Int.fetchOne(db, sql: "SELECT count(*) FROM sentence WHERE document_id = ?", arguments: [document]) ?? 0,
      ])
    var reader = EventReportReader(db: db, withKnowledge: false, sources: [:])
    let insertion = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO happening_report VALUES (?, ?, 0, 0, '', NULL, NULL)")
    var keys: [Int64: Set<Int64>] = [:]
    let sentences = try sentenceNumbers(events)
    for start in stride(from: 0, to: events.count, by: 400) {
      let part = Array(events[start..<min(start + 400, events.count)])
      let reports = try reader.reports(part)
      for id in part {
        guard let report = reports[id] else { continue }
        let sentence = sentences[id] ?? 0
        let signature = signature(of: report, sentence, key: key, text, named)
        try insertion.execute(arguments: [id, signature.line])
        if sentence != 0 {
          keys[sentence, default: []].formUnion(ReportBlocks.keys(of: signature, weights: model.wordWeights))
        }
      }
    }
    return (events, try write(keys))
  }

  private func sentenceNumbers(_ events: [Int64]) throws -> [Int64: Int64] {
    let list = "[\(events.map(String.init).joined(separator: ","))]"
    return Dictionary(
      uniqueKeysWithValues: try Row.fetchAll(
        db,
        sql: """
          SELECT finding.id, sentence_id FROM json_each(?) AS asked CROSS JOIN finding ON finding.id = asked.value
          WHERE sentence_id IS NOT NULL
          """, arguments: [list]
      ).map { ($0[0] as Int64, $0[1] as Int64) })
  }

  private func signature(
    of report: EventReport, _ sentence: Int64, key: String, _ text: [UInt8], _ named: Named
  ) -> ReportSignature {
    let event = report.event
    func words(_ span: Span?) -> String {
      guard let span, span.end <= text.count else { return "" }
      return String(decoding: text[span.range], as: UTF8.self)
    }
    func parties(_ mentions: [ActorMention]) -> [SignatureParty] {
      Array(
        Set(
          mentions.compactMap { mention in
            mention.code.map { SignatureParty(code: $0, key: mention.entity ?? mention.identifier) }
          })
      ).sorted()
    }
    let dateWords = words(event.date?.expression)
    var story = StoryWords(report.sentence.isEmpty ? words(event.span) : report.sentence, passing: model.passing)
    let days = Set(StoryWords(dateWords, passing: model.passing).numbers)
    story.numbers.removeAll(where: days.contains)
    let people = (event.actors + event.recipients).compactMap(\.identifier).filter(Named.isOne)
    return ReportSignature(
      name: "\(key.prefix(16)).\(report.name.tail)", document: report.document, sentence: sentence,
      category: event.category, status: event.status, date: event.date,
      isYearStated: event.date.map { StatedYear.isStated($0, words: dateWords) } ?? false,
      actors: parties(event.actors), recipients: parties(event.recipients), named: named.parties[sentence] ?? [],
      people: Array(Set(people + (named.people[sentence] ?? []))).sorted(), story: story,
      clause: StoryWords(words(event.span), passing: model.passing).all,
      trigger: StoryWords(words(event.trigger), passing: model.passing).all)
  }

  /// - Returns: the keys that had room for all their sentences until now.
  private func write(_ keys: [Int64: Set<Int64>]) throws -> [Int64] {
    let insertion = try db.cachedStatement(sql: "INSERT OR IGNORE INTO happening_key VALUES (?, ?)")
    var added: [Int64: Int] = [:]
    for (sentence, keys) in keys.sorted(by: { $0.key < $1.key }) {
      for key in keys.sorted() {
        try insertion.execute(arguments: [key, sentence])
        added[key, default: 0] += db.changesCount
      }
    }
    let count = try db.cachedStatement(
      sql: "SELECT count(*) FROM (SELECT 1 FROM happening_key WHERE key = ? LIMIT ?)")
    return try added.keys.sorted().filter { key in
      let news = added[key] ?? 0
      guard news > 0 else { return false }
      let all = try Int.fetchOne(count, arguments: [key, ReportBlocks.limit + news + 1]) ?? 0
      return all > ReportBlocks.limit && all - news <= ReportBlocks.limit
    }
  }
}

/// What a document names, by sentence.
private struct Named {
  var parties: [Int64: [SignatureParty]] = [:]
  var people: [Int64: [String]] = [:]
  var all: [SignatureParty] = []

  init(document: Int64, db: Database) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT DISTINCT sentence_id, code, identifier FROM finding
          JOIN actor_mention ON actor_mention.finding_id = finding.id WHERE document_id = ? AND kind = 'actor'
        """, arguments: [document])
    var all: Set<SignatureParty> = []
    while let row = try rows.next() {
      let sentence = row[0] as Int64? ?? 0
      let key = row[2] as String?
      if let code = row[1] as String? {
        let party = SignatureParty(code: ActorCode(rawValue: code), key: key)
        all.insert(party)
        parties[sentence, default: []].append(party)
      }
      if let key, Self.isOne(key) { people[sentence, default: []].append(key) }
    }
    self.all = all.sorted()
  }

  /// Whether a key is a person's or a body's, and not a state's.
  static func isOne(_ key: String) -> Bool { !key.hasPrefix("state:") && !key.hasPrefix("polity:") }
}

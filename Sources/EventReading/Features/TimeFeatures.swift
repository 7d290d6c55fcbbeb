import Findings

/// The features of a trigger and a time; the order is that of `TIME_TABLES`.
enum TimeFeatures {
  static let tables = 11

  /// Numbers of the last times up to the end of the trigger's sentence, in the order of the text.
  static func candidates(for trigger: Int, in reading: DocumentReading, most: Int) -> Range<Int> {
    let end = reading.evidence.sentences[reading.sentenceOf[trigger]].upperBound
    var low = 0
    var high = reading.evidence.times.count
    while low < high {
      let middle = (low + high) / 2
      if reading.evidence.times[middle].head < end { low = middle + 1 } else { high = middle }
    }
    return max(0, low - most)..<low
  }

  /// A date that a trigger may have: a time's, or the one that the rules would give.
  struct Candidate {
    var edtf: String
    /// The time's number; nil for the rules' own date.
    var time: Int?
    /// 0 for the last of the times, counting back.
    var order: Int
  }

  /// The dates of the last times, nearest first, and the rules' where none of them has it.
  static func dates(for trigger: Int, in reading: DocumentReading, most: Int) -> [Candidate] {
    let numbers = candidates(for: trigger, in: reading, most: most)
    var found = numbers.reversed().enumerated().map { order, number in
      Candidate(edtf: reading.evidence.times[number].edtf, time: number, order: order)
    }
    if let ruled = reading.evidence.words[trigger].date, !found.contains(where: { $0.edtf == ruled.edtf }) {
      found.append(Candidate(edtf: ruled.edtf, time: nil, order: 0))
    }
    return found
  }

  /// - Parameter history: what is told before the trigger.
  static func names(
    of candidate: Candidate, trigger: Int, in reading: DocumentReading, after history: ToldBefore
  ) -> [String] {
    let ruled = reading.evidence.words[trigger].date
    let basis = ruled?.basis.rawValue ?? ""
    let since = history.last.map { min(3, reading.sentenceOf[trigger] - reading.sentenceOf[$0.token]) } ?? 0
    let told = [
      DateComparison.name(of: candidate.edtf, to: ruled?.edtf ?? ""),
      telling(history.last, candidate.edtf, String(since)),
      telling(history.governor, candidate.edtf, history.relation),
    ]
    guard let number = candidate.time else {
      return ["rule", "rule", "rule", "rule:" + basis, granularity(candidate.edtf), "same:" + basis, "rule", "rule"]
        + told
    }
    let time = reading.evidence.times[number]
    let back = reading.sentenceOf[trigger] - reading.sentenceOf[time.head]
    let rule = ruled.map { ($0.edtf == time.edtf ? "same:" : "other:") + basis } ?? "undated"
    return [
      String(min(back, 8)), back == 0 ? DocumentReading.bucket(time.head - trigger) : "far",
      reading.path(from: time.head, to: trigger), time.kind + ":" + time.basis.rawValue, granularity(time.edtf), rule,
      reading.passage(of: time.head) == reading.passage(of: trigger) ? "passage" : "-", String(candidate.order),
    ] + told
  }

  private static func telling(_ event: ToldEvent?, _ edtf: String, _ how: String) -> String {
    event.map { DateComparison.name(of: edtf, to: $0.date) + ":" + how } ?? "none"
  }

  /// How closely an EDTF value tells a time.
  static func granularity(_ edtf: String) -> String {
    if edtf.contains("/") { return edtf.hasPrefix("..") || edtf.hasSuffix("..") ? "open" : "interval" }
    var bare = edtf[...]
    while let last = bare.last, "~?%".contains(last) { bare.removeLast() }
    if bare.contains("X") { return "decade" }
    if bare.first == "-" { bare.removeFirst() }
    return ["year", "month", "day"][min(2, bare.filter { $0 == "-" }.count)]
  }
}

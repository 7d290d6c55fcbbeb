import Findings

/// What two documents both tell, what only one tells, and where they contradict each other.
public struct DocumentComparison: Sendable {
  /// A time that a document tells of without a gap of more than a year.
  public struct Covered: Sendable, Hashable {
    public var from: CalendarDay
    public var to: CalendarDay
  }

  /// Occurrences that both report, in order of time.
  public var both: [Occurrence] = []
  public var onlyFirst: [Occurrence] = []
  public var onlySecond: [Occurrence] = []
  public let first: Int64
  public let second: Int64

  /// - Parameters:
  ///   - occurrences: with reports of these two documents alone, in order of time.
  public init(_ occurrences: [Occurrence], first: Int64, second: Int64) {
    self.first = first
    self.second = second
    for occurrence in occurrences {
      let documents = Set(occurrence.reports.map(\.document))
      if documents.contains(first), documents.contains(second) {
        both.append(occurrence)
      } else if documents.contains(first) {
        onlyFirst.append(occurrence)
      } else if documents.contains(second) {
        onlySecond.append(occurrence)
      }
    }
  }

  /// Those of ``both`` that the two contradict each other in.
  public var contradicted: [Occurrence] { both.filter { !$0.conflicts.isEmpty } }

  /// The times that a document tells of; dates vaguer than ten years are left out.
  public func coverage(of document: Int64) -> [Covered] {
    let own = document == first ? onlyFirst : onlySecond
    let reports = (both + own).flatMap(\.reports).filter { $0.document == document }
    let times = reports.compactMap { report -> (Int, Int)? in
      guard let from = report.date?.earliest?.dayNumber, let to = report.date?.latest?.dayNumber, to - from < 3653
      else {
        return nil
      }
      return (from, to)
    }.sorted { $0 < $1 }
    var covered: [(from: Int, to: Int)] = []
    for time in times {
      if let last = covered.last, time.0 - last.to <= 366 {
        covered[covered.count - 1].to = max(last.to, time.1)
      } else {
        covered.append((time.0, time.1))
      }
    }
    return covered.map { Covered(from: CalendarDay(dayNumber: $0.from), to: CalendarDay(dayNumber: $0.to)) }
  }

  /// How a document stands to each state that both name, from −1 to 1: the mean of what its statements say about it, and
  /// of how friendly what it does is told to be (a tenth of the event scale); sorted by code.
  ///
  /// - Parameter statements: the document's.
  public func stance(of document: Int64, statements: [Statement]) -> [(code: ActorCode, value: Double)] {
    let common = codes(of: first).intersection(codes(of: second))
    var sums: [ActorCode: (sum: Double, count: Double)] = [:]
    func add(_ code: ActorCode, _ value: Double) {
      guard common.contains(code) else { return }
      sums[code, default: (0, 0)].sum += value
      sums[code, default: (0, 0)].count += 1
    }
    for statement in statements { for code in statement.about { add(code, Double(statement.stance)) } }
    for report in reports(of: document) where report.event.saidBy == nil && report.event.status == .occurred {
      for code in Set(report.event.actors.compactMap(\.code)) { add(code, report.event.scale / 10) }
    }
    return sums.sorted { $0.key < $1.key }.map { code, value in
      (code, (value.sum / value.count * 100).rounded() / 100)
    }
  }

  private func reports(of document: Int64) -> [EventReport] {
    (both + onlyFirst + onlySecond).flatMap(\.reports).filter { $0.document == document }
  }

  private func codes(of document: Int64) -> Set<ActorCode> {
    Set(reports(of: document).flatMap { $0.event.actors + $0.event.recipients }.compactMap(\.code))
  }
}

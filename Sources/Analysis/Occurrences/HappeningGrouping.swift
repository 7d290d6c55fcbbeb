import Findings
import Foundation

/// Puts reports of one happening together.
///
/// Reports are linked where the pair model says so, the surest first; two groups are joined where the mean over all their
/// pairs is high enough and nothing rules one of them out, so that a vague report never chains two days into one. Of two
/// sentences each report is linked once. The groups depend on the reports alone, not on their order.
public struct HappeningGrouping: Sendable {
  /// A pair that the model holds for one, by places.
  public struct Link: Sendable, Hashable {
    public var left: Int
    public var right: Int
    public var score: Float

    public init(left: Int, right: Int, score: Float) {
      self.left = left
      self.right = right
      self.score = score
    }
  }

  public let model: PairModel

  public init(model: PairModel) { self.model = model }

  /// The link between two reports, nil where they are two.
  public func link(_ left: ComparableReport, _ right: ComparableReport) -> Float? {
    guard let score = model.score(left, right), score >= PairModel.threshold else { return nil }
    if left.signature.document == right.signature.document {
      guard Self.mayBeToldTwice(left.signature, right.signature), score >= PairModel.withinDocument else { return nil }
    }
    return score
  }

  /// For each report the number of its group, in the order of the first report of each.
  ///
  /// - Parameters:
  ///   - links: what ``link(_:_:)`` gave for candidate pairs.
  ///   - twins: for each report a number that reports have in common which are one whatever the model says.
  /// - Complexity: O(n log n) in the number of links, and quadratic in the size of a group.
  public func groups(_ reports: [ComparableReport], links: [Link], twins: [Int]) -> [Int] {
    var group = twins
    var members: [Int: [Int]] = [:]
    for (place, number) in twins.enumerated() { members[number, default: []].append(place) }
    for number in members.keys {
      members[number]?.sort { reports[$0].signature.name < reports[$1].signature.name }
    }
    for link in chosen(links, reports) {
      let (first, second) = (group[link.left], group[link.right])
      guard first != second, let left = members[first], let right = members[second],
        belongTogether(left, right, reports)
      else { continue }
      for place in right { group[place] = first }
      members[first] = (left + right).sorted { reports[$0].signature.name < reports[$1].signature.name }
      members[second] = nil
    }
    var order: [Int: Int] = [:]
    return group.map { number in
      if let known = order[number] { return known }
      order[number] = order.count
      return order.count - 1
    }
  }

  /// Why a report stands in its group: the report that it is most like, how likely the two are one, and what speaks for
  /// it. "alone" where it stands in none.
  ///
  /// - Parameter reports: the members of the group.
  public func reason(for place: Int, among reports: [ComparableReport]) -> String {
    guard reports.count > 1 else { return "alone" }
    var best: (score: Float, place: Int)?
    for other in reports.indices.prefix(8) where other != place {
      guard let score = model.score(reports[place], reports[other]) else { continue }
      if best.map({ score > $0.score }) ?? true { best = (score, other) }
    }
    guard let best else { return "same day, sides and deed" }
    let reasons = model.reasons(reports[place], reports[best.place]).map(\.phrase)
    let likelihood = 1 / (1 + exp(-Double(best.score)))
    let percent = Int((likelihood * 100).rounded())
    return "one with \(reports[best.place].signature.name) (\(percent) %): \(reasons.joined(separator: ", "))"
  }

  /// The surest first; of two sentences each report once.
  private func chosen(_ links: [Link], _ reports: [ComparableReport]) -> [Link] {
    func name(_ place: Int) -> String { reports[place].signature.name }
    let ordered = links.map { link in
      name(link.left) <= name(link.right) ? link : Link(left: link.right, right: link.left, score: link.score)
    }.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      if left.left != right.left { return name(left.left) < name(right.left) }
      return name(left.right) < name(right.right)
    }
    struct Taken: Hashable {
      var report: Int
      var sentence: Int64
    }
    var taken: Set<Taken> = []
    return ordered.filter { link in
      let (left, right) = (reports[link.left].signature, reports[link.right].signature)
      let one = Taken(report: link.left, sentence: right.sentence)
      let other = Taken(report: link.right, sentence: left.sentence)
      if taken.contains(one) || taken.contains(other) { return false }
      if right.sentence != 0 { taken.insert(one) }
      if left.sentence != 0 { taken.insert(other) }
      return true
    }
  }

  /// Whether a text may tell two reports of its own as one: in different sentences, and of the same kind.
  private static func mayBeToldTwice(_ left: ReportSignature, _ right: ReportSignature) -> Bool {
    left.sentence != right.sentence && left.category == right.category && left.status == right.status
  }

  private func belongTogether(_ left: [Int], _ right: [Int], _ reports: [ComparableReport]) -> Bool {
    var sum: Float = 0
    var count: Float = 0
    // Of large groups the first by name stand for all.
    for place in left.prefix(16) {
      for other in right.prefix(16) {
        let (one, two) = (reports[place], reports[other])
        guard let score = model.score(one, two) else { return false }
        if one.signature.document == two.signature.document,
          !Self.mayBeToldTwice(one.signature, two.signature) || score < PairModel.withinDocument
        {
          return false
        }
        sum += score
        count += 1
      }
    }
    return count > 0 && sum / count >= PairModel.threshold - PairModel.slack
  }
}

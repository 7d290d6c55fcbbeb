import Findings
import Foundation

/// The numbers that stand in the table `listed` for kinds, statuses, bases and decisions. A number is never used for
/// something else.
enum ListedCodes {
  private static let kinds: [FindingKind] = [.time, .actor, .event, .statement, .figure, .citation, .agreement]
  private static let statuses: [EventStatus] = [.occurred, .ongoing, .expected, .hypothetical, .denied]
  private static let bases: [DateBasis] = [.explicit, .carried, .relative, .publication, .none]
  private static let decisions: [DecisionMark] = [.confirmed, .corrected, .rejected, .added]

  /// Stands for the events of data sets, which lists leave alone unless they are asked for.
  static let dataRow = 8

  static func number(of kind: FindingKind) -> Int { (kinds.firstIndex(of: kind) ?? 0) + 1 }
  static func number(of status: EventStatus?) -> Int { number(status, in: statuses) }
  static func number(of basis: DateBasis?) -> Int { number(basis, in: bases) }
  static func number(of decision: DecisionMark?) -> Int { number(decision, in: decisions) }

  static func status(_ number: Int) -> EventStatus? { value(number, in: statuses) }
  static func basis(_ number: Int) -> DateBasis? { value(number, in: bases) }
  static func decision(_ number: Int) -> DecisionMark? { value(number, in: decisions) }

  /// 0 for nothing.
  private static func number<Value: Equatable>(_ value: Value?, in values: [Value]) -> Int {
    value.flatMap { values.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
  }

  private static func value<Value>(_ number: Int, in values: [Value]) -> Value? {
    values.indices.contains(number - 1) ? values[number - 1] : nil
  }

  /// Numbers of actors' keys, four bytes each, the lowest first.
  static func pack(_ numbers: [Int64]) -> Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 4)
    for number in numbers {
      let number = UInt32(clamping: number)
      for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
    return Data(bytes)
  }
}

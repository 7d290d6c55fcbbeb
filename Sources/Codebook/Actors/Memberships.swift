import Findings
import ResourceTables

/// Who belonged to an organization, alliance or grouping, and when: `actors/memberships.tsv`.
public struct Memberships: Sendable {
  /// One state's membership.
  public struct Member: Sendable, Hashable {
    /// The state of today; a predecessor's years stand under its main successor.
    public var code: ActorCode
    /// First day; nil where open.
    public var from: CalendarDay?
    /// Last day; nil where it goes on.
    public var to: CalendarDay?
    public var resource: ResourceReference
  }

  private static let table = "actors/memberships.tsv"
  private let membersOfKey: [String: [Member]]

  /// - Throws: ``ResourceError`` where the table is malformed.
  init(_ knowledge: KnowledgeTables) throws {
    let table = try knowledge.table(Self.table)
    let (organization, member) = (try table.index(of: "organization"), try table.index(of: "member"))
    let (from, to) = (try table.index(of: "from"), try table.index(of: "to"))
    var members: [String: [Member]] = [:]
    for row in table.rows {
      func day(_ column: Int, isLast: Bool) throws -> CalendarDay? {
        let text = row.fields[column]
        if text.isEmpty { return nil }
        let parts = text.split(separator: "-").map { Int($0) }
        guard (1...3).contains(parts.count), let year = parts[0],
          let month = parts.count > 1 ? parts[1] : isLast ? 12 : 1, (1...12).contains(month),
          let number = parts.count > 2 ? parts[2] : isLast ? CalendarDay.days(inMonth: month, year: year) : 1,
          let day = CalendarDay(year: year, month: month, day: number)
        else {
          throw ResourceError(
            table: row.table, line: row.line,
            reason: .value(column: table.columns[column], got: text, expected: "YYYY, YYYY-MM or YYYY-MM-DD"))
        }
        return day
      }
      members[row.fields[organization], default: []].append(
        Member(
          code: ActorCode(rawValue: row.fields[member]), from: try day(from, isLast: false),
          to: try day(to, isLast: true), resource: ResourceReference(table: row.table, line: row.line)))
    }
    membersOfKey = members
  }

  /// The organizations and groupings of which members are known, by key.
  public var keys: [String] { membersOfKey.keys.sorted() }

  /// The members of the organization with `key` (`eu`), in the order of the table: on a day, or all that ever were.
  public func members(of key: String, on day: CalendarDay? = nil) -> [Member] {
    members(of: key, on: day.map { Int32(clamping: $0.dayNumber) })
  }

  package func members(of key: String, on day: Int32?) -> [Member] {
    guard let day else { return membersOfKey[key] ?? [] }
    return (membersOfKey[key] ?? []).filter { member in
      (member.from.map { $0.dayNumber <= Int(day) } ?? true) && (member.to.map { Int(day) <= $0.dayNumber } ?? true)
    }
  }
}

/// A knowledge file: tab-separated values with a head of `#` lines.
///
/// ```
/// # title: Demonyms of states
/// # version: 2026-11-21
/// # source: ISO 3166-1; United Nations terminology database
/// # licence: CC0-1.0
/// code	demonym	from	to
/// FRA	French
/// ```
///
/// The first line that isn't a comment names the columns; each later one is a row with as many fields. Blank lines
/// and lines that begin with `#` are passed over. An empty field means "none".
public struct ResourceTable: Sendable {
  /// The file's name, kept with every finding that a row took part in.
  public let name: String
  /// `title`, `version`, `source`, `licence` and whatever else stands in the head.
  public let head: [String: String]
  public let columns: [String]
  public let rows: [Row]

  public struct Row: Sendable {
    /// Line in the file from 1.
    public let line: Int
    /// As many as there are columns.
    public let fields: [String]
  }

  /// Reads a table.
  ///
  /// - Throws: ``ResourceError`` with file and line where a row has another number of fields than there are columns,
  ///   where the bytes aren't UTF-8, or where there is no line with column names.
  /// - Complexity: linear in the number of bytes.
  public init(name: String, bytes: some Sequence<UInt8>) throws {
    let bytes = Array(bytes)
    var head: [String: String] = [:]
    var columns: [String]?
    var rows: [Row] = []
    var number = 0
    // Some editors begin a file with a byte-order mark.
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      var line = bytes[start..<end]
      start = end + 1
      if line.last == 0x0D { line = line.dropLast() }
      if line.isEmpty { continue }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw ResourceError(table: name, line: number, reason: .notUTF8)
      }
      if line.first == 0x23 {
        if columns == nil, let colon = text.firstIndex(of: ":") {
          let key = text[text.index(after: text.startIndex)..<colon].trimmingBlanks()
          if !key.isEmpty { head[key] = text[text.index(after: colon)...].trimmingBlanks() }
        }
        continue
      }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      if let columns {
        guard fields.count == columns.count else {
          throw ResourceError(
            table: name, line: number, reason: .fieldCount(got: fields.count, expected: columns.count))
        }
        rows.append(Row(line: number, fields: fields))
      } else {
        columns = fields
      }
    }
    guard let columns else { throw ResourceError(table: name, line: number, reason: .noColumns) }
    self.name = name
    self.head = head
    self.columns = columns
    self.rows = rows
  }

  /// Index of the column called `column`.
  ///
  /// - Throws: ``ResourceError`` where there is none.
  public func index(of column: String) throws -> Int {
    guard let index = columns.firstIndex(of: column) else {
      throw ResourceError(table: name, line: 1, reason: .missingColumn(column, among: columns))
    }
    return index
  }
}

/// What is wrong with a knowledge file, and where.
public struct ResourceError: Error, Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    case missing
    case notUTF8
    case noColumns
    case missingColumn(String, among: [String])
    case fieldCount(got: Int, expected: Int)
    /// A field's value is not one that the column admits.
    case value(column: String, got: String, expected: String)
    /// Two rows contradict each other.
    case conflict(String)
  }

  public var table: String
  /// Line from 1; 0 for the file as a whole.
  public var line: Int
  public var reason: Reason

  public init(table: String, line: Int, reason: Reason) {
    self.table = table
    self.line = line
    self.reason = reason
  }
}

extension ResourceError: CustomStringConvertible {
  public var description: String {
    let what =
      switch reason {
      case .missing: "no such knowledge file"
      case .notUTF8: "the line is not UTF-8"
      case .noColumns: "no line names the columns"
      case .missingColumn(let column, let columns): "no column \(column); there are \(columns.joined(separator: ", "))"
      case .fieldCount(let got, let expected): "\(got) fields, expected \(expected) (fields are separated by tabs)"
      case .value(let column, let got, let expected): "\(column) is \"\(got)\", expected \(expected)"
      case .conflict(let reason): reason
      }
    return line > 0 ? "\(table):\(line): error: \(what)" : "\(table): error: \(what)"
  }
}

extension Substring {
  fileprivate func trimmingBlanks() -> String {
    var text = self
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}

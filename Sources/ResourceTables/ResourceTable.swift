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
///
/// A byte-order mark and line ends of CR LF are read as if they weren't there and told in ``remarks``.
public struct ResourceTable: Sendable {
  /// The file's name, kept with every finding that a row took part in.
  public let name: String
  /// `title`, `version`, `source`, `licence` and whatever else stands in the head.
  public let head: [String: String]
  public let columns: [String]
  public let rows: [Row]
  /// What was odd about the file though it could be read.
  public let remarks: [Remark]

  /// Something odd that did no harm.
  public struct Remark: Sendable, Hashable, CustomStringConvertible {
    public var table: String
    /// Line from 1.
    public var line: Int
    public var text: String

    public var description: String { "\(table):\(line): warning: \(text)" }
  }

  public struct Row: Sendable {
    /// The file's name; in a table that another is laid over, each row's own.
    public let table: String
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
    var remarks: [Remark] = []
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw ResourceError(table: name, line: 1, reason: .encoding("UTF-16"))
    }
    var head: [String: String] = [:]
    var columns: [String]?
    var columnLine = 1
    var rows: [Row] = []
    var number = 0
    // Some editors begin a file with a byte-order mark.
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if start > 0 { remarks.append(Remark(table: name, line: 1, text: "a byte-order mark, which is passed over")) }
    var hasCarriageReturns = false
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      var line = bytes[start..<end]
      start = end + 1
      if line.last == 0x0D {
        line = line.dropLast()
        if !hasCarriageReturns {
          hasCarriageReturns = true
          remarks.append(Remark(table: name, line: number, text: "lines end in CR LF, which is read as LF"))
        }
      }
      if line.isEmpty { continue }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw ResourceError(table: name, line: number, reason: .notUTF8)
      }
      if let control = line.first(where: { $0 < 0x20 && $0 != 0x09 }) {
        throw ResourceError(table: name, line: number, reason: .controlCharacter(control))
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
        rows.append(Row(table: name, line: number, fields: fields))
      } else {
        for (place, field) in fields.enumerated() {
          if field.isEmpty { throw ResourceError(table: name, line: number, reason: .unnamedColumn(place + 1)) }
          if fields[..<place].contains(field) {
            throw ResourceError(table: name, line: number, reason: .conflict("column \(field) stands twice"))
          }
        }
        columns = fields
        columnLine = number
      }
    }
    guard let columns else { throw ResourceError(table: name, line: number, reason: .noColumns) }
    self.name = name
    self.head = head
    self.columns = columns
    self.rows = rows
    self.remarks = remarks
    self.columnLine = columnLine
  }

  /// A table with other columns or rows than its file has.
  init(_ other: ResourceTable, columns: [String]? = nil, rows: [Row]) {
    name = other.name
    head = other.head
    self.columns = columns ?? other.columns
    self.rows = rows
    remarks = other.remarks
    columnLine = other.columnLine
  }

  /// The line that names the columns, from 1.
  public let columnLine: Int

  /// Index of the column called `column`.
  ///
  /// - Throws: ``ResourceError`` where there is none.
  public func index(of column: String) throws -> Int {
    guard let index = columns.firstIndex(of: column) else {
      throw ResourceError(table: name, line: columnLine, reason: .missingColumn(column, among: columns))
    }
    return index
  }
}

/// What is wrong with a knowledge file, and where.
public struct ResourceError: Error, Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    case missing
    case notUTF8
    /// The file is in another encoding.
    case encoding(String)
    /// A byte below 0x20 that isn't a tab, such as a carriage return inside a line.
    case controlCharacter(UInt8)
    case noColumns
    /// The column at this place, from 1, has no name.
    case unnamedColumn(Int)
    case missingColumn(String, among: [String])
    case fieldCount(got: Int, expected: Int)
    /// A field's value is not one that the column admits.
    case value(column: String, got: String, expected: String)
    /// A name that stands for nothing: `what` it should name, and the names that there are.
    case unknown(column: String, what: String, got: String, among: [String])
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
    line > 0 ? "\(table):\(line): error: \(reason)" : "\(table): error: \(reason)"
  }
}

extension ResourceError.Reason: CustomStringConvertible {
  /// What happened and what was expected, without the place.
  public var description: String {
    switch self {
    case .missing: "no such knowledge file"
    case .notUTF8: "the line is not UTF-8; save the file in that encoding"
    case .encoding(let encoding): "the file is \(encoding); save it as UTF-8"
    case .controlCharacter(0x0D): "a carriage return inside the line; lines have to end in LF"
    case .controlCharacter(let byte): "a control character (\(byte)) inside the line"
    case .unnamedColumn(let place): "column \(place) has no name"
    case .unknown(let column, let what, let got, let names): Self.unknown(column, what, got, names)
    case .noColumns: "no line names the columns"
    case .missingColumn(let column, let columns):
      "no column \(column); there are \(columns.joined(separator: ", "))" + Self.hint(column, columns)
    case .fieldCount(let got, let expected): "\(got) fields, expected \(expected) (fields are separated by tabs)"
    case .value(let column, let got, let expected): "\(column) is \"\(got)\", expected \(expected)"
    case .conflict(let reason): reason
    }
  }

  private static func unknown(_ column: String, _ what: String, _ got: String, _ names: [String]) -> String {
    let hint = hint(got, names)
    let list = names.count <= 24 && hint.isEmpty ? "; there are \(names.joined(separator: ", "))" : ""
    return (column.isEmpty ? "" : "\(column): ") + "there is no \(what) \"\(got)\"" + hint + list
  }

  private static func hint(_ word: String, _ names: [String]) -> String {
    let like = NearMiss.candidates(for: word, among: names)
    return like.isEmpty ? "" : "; did you mean \(like.map { "\"\($0)\"" }.joined(separator: " or "))?"
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

/// A list of findings as columns and rows of plain text, ready for any tabular format.
public struct FindingList: Sendable, Hashable {
  /// Names of columns, in the words of the JSON output.
  public var columns: [String]
  /// As many fields a row as there are columns; empty where nothing is known.
  public var rows: [[String]]

  public init(columns: [String], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }
}

/// The formats of finding lists.
public enum FindingListFormat: String, Sendable, CaseIterable {
  case text, md, csv, json

  /// The list in this format; the same list gives the same text.
  public func write(_ list: FindingList) -> String {
    switch self {
    case .text: Self.text(list)
    case .md: Self.markdown(list)
    case .csv: ([list.columns] + list.rows).map(CommaSeparatedValues.line).joined()
    case .json: Self.json(list)
    }
  }

  /// A paragraph a row, a line a field; empty fields are left out.
  private static func text(_ list: FindingList) -> String {
    let width = list.columns.map(\.count).max() ?? 0
    return list.rows.map { row in
      zip(list.columns, row).filter { !$0.1.isEmpty }.map { column, field in
        column + String(repeating: " ", count: width - column.count + 2) + field
      }.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private static func markdown(_ list: FindingList) -> String {
    func line(_ fields: [String]) -> String {
      "| " + fields.map(MarkdownEscape.escape).joined(separator: " | ") + " |\n"
    }
    return line(list.columns) + line(list.columns.map { _ in "---" }) + list.rows.map(line).joined()
  }

  /// An array of objects, keys in the order of the columns.
  private static func json(_ list: FindingList) -> String {
    var json = JSONWriter()
    json.beginArray()
    for row in list.rows {
      json.beginObject()
      for (column, field) in zip(list.columns, row) {
        json.key(named: column)
        json.string(field)
      }
      json.endObject()
    }
    json.endArray()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

/// Writes a list of findings a part at a time, in one format; the parts together are what
/// ``FindingListFormat/write(_:)`` makes of the whole.
public struct FindingListWriter: Sendable {
  private let format: FindingListFormat
  private var isBegun = false
  private var hasRows = false

  public init(_ format: FindingListFormat) { self.format = format }

  /// The bytes of the next rows; the columns of the first part hold for all.
  public mutating func write(_ part: FindingList) -> [UInt8] {
    var text = ""
    if isBegun {
      if format == .csv || format == .md {
        let head = format.write(FindingList(columns: part.columns))
        text = String(format.write(part).dropFirst(head.count))
      } else if format == .json {
        text = Self.inner(format.write(part))
        if hasRows, !part.rows.isEmpty { text = "," + text }
      } else {
        text = format.write(part)
        if hasRows, !part.rows.isEmpty { text = "\n" + text }
      }
    } else {
      text = format == .json ? "[" + Self.inner(format.write(part)) : format.write(part)
    }
    isBegun = true
    if !part.rows.isEmpty { hasRows = true }
    return Array(text.utf8)
  }

  /// What follows the last part.
  public mutating func end() -> [UInt8] { format == .json ? Array("]\n".utf8) : [] }

  /// A JSON array without its brackets and the line's end.
  private static func inner(_ text: String) -> String { String(text.dropFirst().dropLast(2)) }
}

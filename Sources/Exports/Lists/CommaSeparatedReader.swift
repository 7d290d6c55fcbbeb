/// Reads comma-separated values (RFC 4180), with or without a byte-order mark.
public enum CommaSeparatedReader {
  /// The rows with the line on which each begins, from 1; empty lines are left out.
  public static func rows(_ text: String) -> [(line: Int, fields: [String])] {
    var rows: [(line: Int, fields: [String])] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var line = 1
    var start = 1
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    func endField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    func endRow() {
      endField()
      if fields != [""] { rows.append((start, fields)) }
      fields = []
      start = line
    }
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let byte = bytes[place]
      if byte == 0x0A { line += 1 }
      if isQuoted {
        if byte != 0x22 {
          field.append(byte)
        } else if place + 1 < bytes.endIndex, bytes[place + 1] == 0x22 {
          field.append(0x22)
          place += 1
        } else {
          isQuoted = false
        }
      } else {
        switch byte {
        case 0x22: isQuoted = true
        case 0x2C: endField()
        case 0x0A: endRow()
        case 0x0D: break
        default: field.append(byte)
        }
      }
      place += 1
    }
    if !field.isEmpty || !fields.isEmpty { endRow() }
    return rows
  }
}

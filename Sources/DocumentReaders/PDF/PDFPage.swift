/// A page as `pdftohtml -xml` tells it: stretches of text with place, size and weight. Units are pixels of 1/108 inch.
struct PDFPage {
  /// Text set in one go.
  struct Fragment {
    var left: Int
    var top: Int
    var width: Int
    var height: Int
    /// Font size.
    var size: Int
    var isBold: Bool
    var text: [UInt8]
    /// Links to elsewhere, by byte range of `text`.
    var links: [(range: Range<Int>, target: String)]

    var right: Int { left + width }
    var bottom: Int { top + height }
  }

  var number: Int
  var width: Int
  var height: Int
  var fragments: [Fragment] = []
  /// Words of its margins that stand on their side.
  var aside: [Fragment] = []
  /// Whether its words were made out in a picture of it.
  var isScanned = false

  /// Words in letters and digits.
  var letterCount: Int { fragments.reduce(0) { $0 + $1.text.lazy.filter { !$0.isBlank }.count } }

  /// Makes the sizes near the commonest one that one: the heights of words made out in pictures swing with their letters.
  mutating func evenSizes() {
    var weights: [Int: Int] = [:]
    for fragment in fragments { weights[fragment.size, default: 0] += fragment.text.count }
    let half = weights.values.reduce(0, +) / 2
    var sum = 0
    for (size, weight) in weights.sorted(by: { $0.key < $1.key }) {
      sum += weight
      guard sum > half else { continue }
      for place in fragments.indices where abs(fragments[place].size - size) * 6 <= size {
        fragments[place].size = size
      }
      return
    }
  }

  /// Reads the whole output; lines that aren't understood are passed over.
  static func pages(_ xml: [UInt8]) -> [PDFPage] {
    // What isn't UTF-8 would be replaced later, and every place behind it would be wrong.
    let xml = Array(String(decoding: xml, as: UTF8.self).utf8)
    var pages: [PDFPage] = []
    var fonts: [Int: (size: Int, isBold: Bool)] = [:]
    for line in xml.split(separator: 0x0A) {
      let line = line.drop(while: \.isBlank)
      if line.starts(with: Array("<text ".utf8)) {
        guard !pages.isEmpty, let open = line.firstIndex(of: 0x3E) else { continue }
        let attributes = XMLAttributes(line[..<open])
        let font = fonts[attributes.integer("font") ?? -1] ?? (12, false)
        var content = line[(open + 1)...]
        if let close = content.lastIndex(of: 0x3C), content[close...].starts(with: Array("</text".utf8)) {
          content = content[..<close]
        }
        let inner = PDFText(content)
        guard inner.text.contains(where: { !$0.isBlank }) else { continue }
        pages[pages.count - 1].fragments.append(
          Fragment(
            left: attributes.integer("left") ?? 0, top: attributes.integer("top") ?? 0,
            width: attributes.integer("width") ?? 0, height: max(1, attributes.integer("height") ?? 1),
            size: max(1, font.size),
            isBold: font.isBold || inner.isBold, text: inner.text, links: inner.links))
      } else if line.starts(with: Array("<page ".utf8)) {
        let attributes = XMLAttributes(line)
        pages.append(
          PDFPage(
            number: attributes.integer("number") ?? pages.count + 1, width: attributes.integer("width") ?? 0,
            height: attributes.integer("height") ?? 0))
      } else if line.starts(with: Array("<fontspec ".utf8)) {
        let attributes = XMLAttributes(line)
        let family = attributes.string("family")?.lowercased() ?? ""
        fonts[attributes.integer("id") ?? -1] = (
          attributes.integer("size") ?? 12,
          family.contains("bold") || family.contains("black") || family.contains("heavy")
        )
      }
    }
    return pages
  }
}

/// The attributes of one XML tag.
struct XMLAttributes {
  private let tag: ArraySlice<UInt8>

  init(_ tag: ArraySlice<UInt8>) { self.tag = tag }

  func string(_ name: String) -> String? {
    let key = Array(" \(name)=\"".utf8)
    var place = tag.startIndex
    while place + key.count <= tag.endIndex {
      if tag[place] == 0x20, tag[place..<(place + key.count)].elementsEqual(key) {
        let start = place + key.count
        let end = tag[start...].firstIndex(of: 0x22) ?? tag.endIndex
        return String(decoding: XMLEntities.resolve(tag[start..<end]), as: UTF8.self)
      }
      place += 1
    }
    return nil
  }

  /// A number that isn't beyond all pages.
  func number(_ name: String) -> Double? {
    guard let number = string(name).flatMap({ Double($0) }), abs(number) <= 1_000_000 else { return nil }
    return number
  }

  /// The nearest whole number, where it is one that a page can have.
  func integer(_ name: String) -> Int? {
    number(name).map { Int($0.rounded()) }
  }
}

enum XMLEntities {
  /// Replaces the five entities of XML and numeric references.
  static func resolve(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(0x26) else { return Array(bytes) }
    var resolved: [UInt8] = []
    var place = bytes.startIndex
    while place < bytes.endIndex {
      guard bytes[place] == 0x26, let end = bytes[place...].prefix(12).firstIndex(of: 0x3B) else {
        resolved.append(bytes[place])
        place += 1
        continue
      }
      let name = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
      let scalar: UInt32? =
        switch name {
        case "amp": 0x26
        case "lt": 0x3C
        case "gt": 0x3E
        case "quot": 0x22
        case "apos": 0x27
        default:
          name.hasPrefix("#x")
            ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        }
      if let scalar, let character = Unicode.Scalar(scalar) {
        resolved.append(contentsOf: String(character).utf8)
        place = end + 1
      } else {
        resolved.append(bytes[place])
        place += 1
      }
    }
    return resolved
  }
}

/// What stands between `<text>` and `</text>`: words, `<b>`, `<i>`, `<a href>`.
struct PDFText {
  private(set) var text: [UInt8] = []
  private(set) var links: [(range: Range<Int>, target: String)] = []
  /// Whether all of it is bold.
  private(set) var isBold = false

  init(_ content: ArraySlice<UInt8>) {
    var place = content.startIndex
    var bold = 0
    var boldBytes = 0
    var open: (start: Int, target: String)?
    while place < content.endIndex {
      if content[place] == 0x3C, let end = content[place...].firstIndex(of: 0x3E) {
        let tag = content[place...end]
        if tag.starts(with: Array("<b>".utf8)) { bold += 1 }
        if tag.starts(with: Array("</b>".utf8)) { bold -= 1 }
        if tag.starts(with: Array("<a ".utf8)) {
          open = (text.count, XMLAttributes(tag).string("href") ?? "")
        }
        if tag.starts(with: Array("</a".utf8)), let link = open {
          if link.start < text.count, link.target.contains("://") || link.target.hasPrefix("mailto:") {
            links.append((link.start..<text.count, link.target))
          }
          open = nil
        }
        place = end + 1
        continue
      }
      let end = content[place...].firstIndex(of: 0x3C) ?? content.endIndex
      let piece = Self.clean(XMLEntities.resolve(content[place..<end]))
      text.append(contentsOf: piece)
      if bold > 0 { boldBytes += piece.count }
      place = max(end, place + 1)
    }
    isBold = !text.isEmpty && boldBytes == text.count
  }

  /// Resolves the ligatures of old fonts, makes every hyphen of Unicode the common one and drops control characters.
  static func clean(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0 == 0xEF || $0 == 0xE2 || $0 < 0x20 }) else { return bytes }
    var cleaned: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == 0xEF, place + 2 < bytes.count, bytes[place + 1] == 0xAC,
        (0x80...0x86).contains(bytes[place + 2])
      {
        cleaned.append(contentsOf: ["ff", "fi", "fl", "ffi", "ffl", "st", "st"][Int(bytes[place + 2]) - 0x80].utf8)
        place += 3
      } else if bytes[place] == 0xE2, place + 2 < bytes.count, bytes[place + 1] == 0x80,
        bytes[place + 2] == 0x90 || bytes[place + 2] == 0x91
      {
        cleaned.append(0x2D)
        place += 3
      } else {
        if bytes[place] >= 0x20 || bytes[place].isBlank { cleaned.append(bytes[place]) }
        place += 1
      }
    }
    return cleaned
  }
}

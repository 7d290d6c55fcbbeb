import CGumbo
import SourceTexts

/// An HTML page as a tree of plain values, made by Gumbo (the HTML5 parsing algorithm).
struct HTMLTree {
  struct Node {
    /// Lower-case element name; empty for text.
    var tag: String
    var attributes: [String: String]
    var parent: Int
    var children: [Int] = []
    /// A text node's characters, entities resolved.
    var text: [UInt8] = []
    /// Where the text stands in the page's bytes.
    var source = 0..<0
  }

  /// In document order; the first is the document.
  private(set) var nodes: [Node] = []
  private(set) var identifiers: [String: Int] = [:]

  /// Elements below this depth hang on the one at it, so that trees can be walked by recursion.
  private static let deepest = 300
  /// Gumbo takes time that grows with the square of the depth.
  private static let refusedDepth = 4000

  /// Parses UTF-8.
  ///
  /// - Throws: ``ReadingDiagnostic`` with code `damaged_file` for elements nested thousands deep.
  init(_ utf8: [UInt8], name: String) throws {
    guard Self.nesting(utf8) < Self.refusedDepth else {
      throw ReadingDiagnostic(
        .error, .damagedFile, file: name, message: "its elements nest deeper than \(Self.refusedDepth)")
    }
    utf8.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var options = kGumboDefaultOptions
      options.max_errors = 0
      base.withMemoryRebound(to: CChar.self, capacity: buffer.count) { characters in
        guard let output = gumbo_parse_with_options(&options, characters, buffer.count) else { return }
        copy(output.pointee.document, characters)
        gumbo_destroy_output(&options, output)
      }
    }
  }

  private mutating func copy(_ document: UnsafeMutablePointer<GumboNode>, _ base: UnsafePointer<CChar>) {
    var stack: [(node: UnsafeMutablePointer<GumboNode>, parent: Int, depth: Int)] = [(document, -1, 0)]
    while let (node, parent, depth) = stack.popLast() {
      var index = parent
      var children: GumboVector?
      switch node.pointee.type {
      case GUMBO_NODE_DOCUMENT:
        index = append(Node(tag: "#document", attributes: [:], parent: -1), below: -1)
        children = node.pointee.v.document.children
      case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
        if depth < Self.deepest {
          index = append(element(node.pointee.v.element, parent), below: parent)
        }
        children = node.pointee.v.element.children
      case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
        var text = Node(tag: "", attributes: [:], parent: parent)
        text.text = Array(String(cString: node.pointee.v.text.text).utf8)
        if let data = node.pointee.v.text.original_text.data {
          let start = data - base
          if start >= 0 { text.source = start..<(start + node.pointee.v.text.original_text.length) }
        }
        _ = append(text, below: parent)
      default: break
      }
      if let children {
        for place in (0..<Int(children.length)).reversed() {
          guard let child = children.data[place] else { continue }
          stack.append((child.assumingMemoryBound(to: GumboNode.self), index, depth + 1))
        }
      }
    }
  }

  private mutating func append(_ node: Node, below parent: Int) -> Int {
    let index = nodes.count
    nodes.append(node)
    if parent >= 0 { nodes[parent].children.append(index) }
    if let identifier = node.attributes["id"] ?? (node.tag == "a" ? node.attributes["name"] : nil),
      identifiers[identifier] == nil
    {
      identifiers[identifier] = index
    }
    return index
  }

  private func element(_ element: GumboElement, _ parent: Int) -> Node {
    var attributes: [String: String] = [:]
    for place in 0..<Int(element.attributes.length) {
      guard let pointer = element.attributes.data[place] else { continue }
      let attribute = pointer.assumingMemoryBound(to: GumboAttribute.self).pointee
      attributes[String(cString: attribute.name)] = String(cString: attribute.value)
    }
    return Node(tag: String(cString: gumbo_normalized_tagname(element.tag)), attributes: attributes, parent: parent)
  }

  /// An upper bound of how deep elements nest, from the tags alone. Elements whose end tags are commonly left out, and
  /// empty ones, are not counted.
  private static func nesting(_ utf8: [UInt8]) -> Int {
    var depth = 0
    var deepest = 0
    utf8.withUnsafeBufferPointer { bytes in
      var place = 0
      while place + 2 < bytes.count {
        defer { place += 1 }
        guard bytes[place] == 0x3C else { continue }
        let closes = bytes[place + 1] == 0x2F
        var stop = place + (closes ? 2 : 1)
        let start = stop
        while stop < bytes.count, bytes[stop].isASCIIAlphanumeric, stop - start < 12 { stop += 1 }
        guard stop > start else { continue }
        let name = String(decoding: bytes[start..<stop].map(\.asciiLowercased), as: UTF8.self)
        if loose.contains(name) { continue }
        depth = closes ? max(0, depth - 1) : depth + 1
        deepest = max(deepest, depth)
      }
    }
    return deepest
  }

  private static let loose: Set<String> = [
    "p", "li", "td", "tr", "th", "dt", "dd", "option", "thead", "tbody", "tfoot", "html", "body", "head", "br", "hr",
    "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "path", "use", "circle",
    "rect", "line", "script", "style",
  ]

  // MARK: Reading the tree

  /// For each byte of a text node, where in the page it stands: entities and line ends make the two differ.
  func places(of node: Node, in page: [UInt8]) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(node.text.count)
    var source = node.source.lowerBound
    let end = min(node.source.upperBound, page.count)
    while places.count < node.text.count, source < end {
      let byte = node.text[places.count]
      if page[source] == 0x26, byte != 0x26 || page[source...].starts(with: Array("&amp".utf8)) {
        // One character for an entity.
        var stop = source + 1
        while stop < end, page[stop].isASCIIAlphanumeric || page[stop] == 0x23 { stop += 1 }
        if stop < end, page[stop] == 0x3B { stop += 1 }
        let width = max(1, UTF8Scan.length(of: node.text, at: places.count))
        for _ in 0..<width { places.append(source) }
        source = stop
      } else if page[source] == 0x0D, byte != 0x0D {
        source += 1
      } else {
        places.append(source)
        source += 1
      }
    }
    while places.count < node.text.count { places.append(max(node.source.lowerBound, end - 1)) }
    return places
  }

  /// All text below `index`, white space collapsed.
  func text(below index: Int, limit: Int = .max) -> String {
    var found: [UInt8] = []
    var stack = [index]
    while let next = stack.popLast(), found.count < limit {
      if nodes[next].tag.isEmpty {
        found.append(contentsOf: nodes[next].text)
      } else if !Self.silent.contains(nodes[next].tag) {
        if nodes[next].tag == "br" { found.append(0x20) }
        stack.append(contentsOf: nodes[next].children.reversed())
      }
    }
    return String(decoding: found, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Elements whose text is never shown, or is no part of a text.
  static let silent: Set<String> = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "button", "select", "textarea",
    "input",
    "option", "canvas", "video", "audio", "map", "head", "dialog", "datalist",
  ]

  func isHidden(_ index: Int) -> Bool {
    let attributes = nodes[index].attributes
    if attributes.isEmpty { return false }
    if attributes["hidden"] != nil || attributes["aria-hidden"] == "true" { return true }
    guard let style = attributes["style"] else { return false }
    let words = style.filter { !$0.isWhitespace }.lowercased()
    return words.contains("display:none") || words.contains("visibility:hidden")
  }
}

/// Flat parts of a DOCX file: relationships, styles, core properties.
struct WordProperties: XMLHandler {
  /// Targets of links by relationship.
  private(set) var targets: [String: String] = [:]
  /// Style names by identifier.
  private(set) var styleNames: [String: String] = [:]
  /// Character styles whose words are left out.
  private(set) var styleReasons: [String: LeftOutWords.Reason] = [:]
  /// "title", "creator", "created", …
  private(set) var properties: [String: String] = [:]
  private var style: String?
  private var isCharacterStyle = false
  private var element = ""

  /// - Parameter part: nil where the file has none; of one that isn't well-formed what stands before the fault counts.
  init(_ part: [UInt8]?) {
    if let part { try? read(part) }
  }

  mutating func start(_ element: String, _ attributes: [String: String]) {
    self.element = element
    switch element {
    case "Relationship":
      if let identifier = attributes["Id"], let target = attributes["Target"], attributes["TargetMode"] == "External" {
        targets[identifier] = target
      }
    case "w:style":
      style = attributes["w:styleId"]
      isCharacterStyle = attributes["w:type"] == "character"
    case "w:vanish", "w:strike", "w:dstrike":
      guard let style, isCharacterStyle, !["0", "false", "off", "none"].contains(attributes["w:val"] ?? "true") else {
        return
      }
      styleReasons[style] = element == "w:vanish" ? .hidden : styleReasons[style] ?? .struck
    case "w:name": if let style, let name = attributes["w:val"], styleNames[style] == nil { styleNames[style] = name }
    default: break
    }
  }

  mutating func end(_ element: String) {
    self.element = ""
    if element == "w:style" { style = nil }
  }

  mutating func characters(_ string: String) {
    guard element.hasPrefix("dc:") || element.hasPrefix("dcterms:") || element.hasPrefix("cp:"),
      let name = element.split(separator: ":").last
    else { return }
    properties[String(name), default: ""] += string
  }
}

/// Which links of a page are note marks, and which elements are the notes they lead to.
struct HTMLNotes {
  /// By index of the `a` element: the printed label and the note element it leads to.
  private(set) var marks: [Int: (label: String, body: Int)] = [:]
  /// By index of the note element: its label.
  private(set) var bodies: [Int: String] = [:]
  /// In document order.
  private(set) var bodyOrder: [Int] = []

  /// A link inside the page is a mark where its words look like a note's label and what it leads to stands behind it
  /// and is a block of moderate length.
  init(_ tree: HTMLTree) {
    for (index, node) in tree.nodes.enumerated() where node.tag == "a" {
      guard let target = node.attributes["href"], let hash = target.firstIndex(of: "#"),
        let address = tree.identifiers[String(target[target.index(after: hash)...])], address > index
      else { continue }
      let words = tree.text(below: index, limit: 64)
      let label = words.filter { !"[]()".contains($0) }
      guard InlineScanner.isNoteLabel(label), let body = Self.block(of: address, in: tree), body > index else {
        continue
      }
      marks[index] = (label, body)
      if bodies[body] == nil {
        bodies[body] = label
        bodyOrder.append(body)
      }
    }
    bodyOrder.sort()
  }

  private static func block(of address: Int, in tree: HTMLTree) -> Int? {
    var place = address
    while place > 0, !MainText.isBlock(tree.nodes[place].tag) { place = tree.nodes[place].parent }
    guard place > 0,
      !["body", "html", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "section"].contains(
        tree.nodes[place].tag)
    else { return nil }
    let length = tree.text(below: place, limit: 5000).utf8.count
    return length > 0 && length < 4000 ? place : nil
  }
}

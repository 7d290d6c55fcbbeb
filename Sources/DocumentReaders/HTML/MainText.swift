import SourceTexts

/// Finds the element that holds a page's main text: the deepest one with four fifths of the words that stand in
/// paragraphs, navigation, comments, lists of links and everything else that its name gives away left aside.
struct MainText {
  let tree: HTMLTree
  let hints: HTMLHints

  /// Elements that hold paragraphs of text.
  private static let textual: Set<String> = [
    "p", "blockquote", "pre", "li", "dd", "td", "div", "section", "article", "span", "center", "font", "body", "main",
  ]

  /// Index of the element, or nil where the page has no running text.
  func find() -> Int? {
    let nodes = tree.nodes
    // Words outside links and inside them that stand directly in an element or its inline children.
    var plain = [Int](repeating: 0, count: nodes.count)
    var linked = [Int](repeating: 0, count: nodes.count)
    var isOut = [Bool](repeating: false, count: nodes.count)
    var isLinked = [Bool](repeating: false, count: nodes.count)
    var block = [Int](repeating: 0, count: nodes.count)
    for index in nodes.indices {
      let node = nodes[index]
      let parent = node.parent
      if parent >= 0 {
        isOut[index] = isOut[parent]
        isLinked[index] = isLinked[parent]
        block[index] = block[parent]
      }
      if node.tag.isEmpty {
        guard !isOut[index] else { continue }
        let count = node.text.reduce(0) { $0 + ($1.isBlank ? 0 : 1) }
        if isLinked[index] { linked[block[index]] += count } else { plain[block[index]] += count }
        continue
      }
      if Self.isBlock(node.tag) { block[index] = index }
      if node.tag == "a" { isLinked[index] = true }
      if isOut[index] { continue }
      if HTMLTree.silent.contains(node.tag) || tree.isHidden(index) || ["nav", "footer", "aside"].contains(node.tag) {
        isOut[index] = true
      } else if index > 0, node.tag != "body", node.tag != "html", node.tag != "main", node.tag != "article" {
        switch hints.effect(of: node.attributes) {
        case .drop, .hidden, .recommendation, .authorBox: isOut[index] = true
        default: break
        }
      }
    }
    // Blocks with enough plain words count; those inside a named main text count more.
    var score = [Double](repeating: 0, count: nodes.count)
    for index in nodes.indices where plain[index] >= 60 && plain[index] > linked[index] {
      if Self.textual.contains(nodes[index].tag) { score[index] = Double(plain[index]) }
    }
    var total = score
    for index in nodes.indices.reversed() where nodes[index].parent >= 0 { total[nodes[index].parent] += total[index] }
    guard let all = total.first, all > 0 else { return nil }
    var best = 0
    var isMoving = true
    while isMoving {
      isMoving = false
      for child in nodes[best].children where total[child] * 5 >= total[best] * 4 && Self.isBlock(nodes[child].tag) {
        // A single paragraph that is nearly all of the text is not its container.
        if ["p", "li", "blockquote", "pre", "table", "ul", "ol"].contains(nodes[child].tag) { continue }
        if total[child] * 20 < all * 13 { continue }
        best = child
        isMoving = true
        break
      }
    }
    return best
  }

  static func isBlock(_ tag: String) -> Bool { blockTags.contains(tag) }

  private static let blockTags: Set<String> = [
    "#document", "html", "body", "main", "article", "section", "div", "p", "blockquote", "pre", "ul", "ol", "li", "dl",
    "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "header",
    "footer", "nav", "aside", "address", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "form", "fieldset", "center",
    "details", "summary", "dir", "menu", "hgroup",
  ]
}

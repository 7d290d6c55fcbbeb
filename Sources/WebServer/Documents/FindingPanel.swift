/// Everything that is known of one finding: its coding, its words, and why it was made.
struct FindingPanel: ViewValue {
  var panelKind: String
  var panelStyle: String
  var panelName: String
  var panelId: String
  var headline = ""
  var headlineNote: String?
  /// The words that show it.
  var words: String
  var rows: [Row] = []
  var listedHref: String?
  var listTitle: String?
  var whyRows: [Why] = []
  var knowledge: [Knowledge] = []
  var hasExplanation: Bool
  var explainHref: String
  var beforeHref: String?
  var afterHref: String?
  var closeHref = ""

  /// Something that is coded of it.
  struct Row: ViewValue {
    var term: String
    var text: String
    var textHref: String?
    var rowNote: String?
  }

  /// Something of how it was found.
  struct Why: ViewValue {
    var whyTerm: String
    var whyText: String
  }

  /// A row of a knowledge file that took part.
  struct Knowledge: ViewValue {
    var row: String
    var rowText: String
  }

  /// Adds a row where there is something to be told.
  mutating func add(_ term: String, _ text: String?, href: String? = nil, note: String? = nil) {
    guard let text, !text.isEmpty else { return }
    rows.append(Row(term: term, text: text, textHref: href, rowNote: note))
  }

  /// The panel with the ways to the findings before and after it, and the way out.
  ///
  /// - Parameters:
  ///   - marks: what is marked, this finding too, in the order of the text.
  ///   - page: the page that it stands on.
  func placed(among marks: [Mark], page: Int, _ address: DocumentAddress) -> FindingPanel {
    var panel = self
    panel.closeHref = address.of(page: page) + "#\(panelId)"
    if let place = marks.firstIndex(where: { $0.id == panelId }) {
      if place > 0 { panel.beforeHref = address.of(finding: marks[place - 1].id) }
      if place + 1 < marks.count { panel.afterHref = address.of(finding: marks[place + 1].id) }
    }
    return panel
  }
}

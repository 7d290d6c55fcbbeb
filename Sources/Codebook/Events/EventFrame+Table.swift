import Findings
import ResourceTables

extension EventFrame {
  /// The columns of every frame table.
  package static let columns = [
    "trigger", "form", "needs", "actor", "recipient", "category", "mode", "future", "denied", "hypothetical",
    "confidence", "fires", "silent",
  ]

  /// Reads the frames of `table`.
  ///
  /// - Throws: ``ResourceError`` with file and line for a malformed field.
  package static func frames(in table: ResourceTable, classes: WordClasses) throws -> [EventFrame] {
    let column = try columns.map { try table.index(of: $0) }
    return try table.rows.map { row in
      func field(_ index: Int) -> String { row.fields[column[index]] }
      func malformed(_ index: Int, _ expected: String) -> ResourceError {
        ResourceError(
          table: table.name, line: row.line,
          reason: .value(column: columns[index], got: field(index), expected: expected))
      }
      guard let form = Form(rawValue: field(1)) else { throw malformed(1, "verb, noun or adjective") }
      guard let category = PloverCategory(rawValue: field(5)) else { throw malformed(5, "a PLOVER category") }
      guard let confidence = Double(field(10)), (0...1).contains(confidence) else {
        throw malformed(10, "a number from 0 to 1")
      }
      let outcomes = try (7...9).map { index -> Outcome in
        switch field(index) {
        case "": return .usual
        case "=": return .same
        case "-": return .nothing
        case let name:
          guard let category = PloverCategory(rawValue: name) else { throw malformed(index, "a category, = or -") }
          return .category(category)
        }
      }
      let conditions = try field(2).split(separator: " ").map { condition -> FrameCondition in
        guard let parsed = FrameCondition(String(condition), classes: classes) else {
          throw malformed(2, "slot=word|CLASS|@party|@name|@any, parted by blanks")
        }
        return parsed
      }
      let actor = roles(field(3))
      return EventFrame(
        trigger: field(0), form: form, conditions: conditions, actor: actor.slots, recipient: roles(field(4)).slots,
        category: category, mode: field(6).isEmpty ? nil : field(6), future: outcomes[0], denied: outcomes[1],
        hypothetical: outcomes[2], confidence: confidence, isMutual: actor.isMutual, takesDyad: actor.takesDyad,
        example: field(11),
        counterexample: field(12), reference: ResourceReference(table: table.name, line: row.line))
    }
  }

  /// `a+b|c`: slots a and b together, else c; a leading `&` marks a mutual event, `~` one that may take
  /// its unsaid side from the document's two states.
  private static func roles(_ field: String) -> (slots: [[FrameSlot]], isMutual: Bool, takesDyad: Bool) {
    let marks = field.prefix { $0 == "&" || $0 == "~" }
    let slots = field.drop { $0 == "&" || $0 == "~" }.split(separator: "|").map { alternative in
      alternative.split(separator: "+").map { FrameSlot(String($0)) }
    }
    return (slots, marks.contains("&"), marks.contains("~"))
  }
}

extension FrameCondition {
  /// Reads `obj=AID|loan`, `subj!=@party`; nil where it is malformed or names an unknown class.
  init?(_ text: String, classes: WordClasses) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    var name = text[..<equals]
    let isNegative = name.last == "!"
    if isNegative { name = name.dropLast() }
    var tests: [Test] = []
    for item in text[text.index(after: equals)...].split(separator: "|").map(String.init) {
      switch item {
      case "@party": tests.append(.party)
      case "@name": tests.append(.name)
      case "@any": tests.append(.filled)
      default:
        if WordClasses.isName(item) {
          guard let known = classes[item] else { return nil }
          tests.append(.wordClass(known))
        } else {
          tests.append(.word(item))
        }
      }
    }
    guard !name.isEmpty, !tests.isEmpty else { return nil }
    self.init(slot: FrameSlot(String(name)), tests: tests, isNegative: isNegative)
  }
}

import Findings
import ResourceTables

extension EventFrame {
  /// The columns of every frame table.
  package static let columns = [
    "trigger", "form", "needs", "actor", "recipient", "category", "mode", "future", "denied", "hypothetical",
    "confidence", "fires", "silent",
  ]

  /// The column with the codes that the example gives, which a table may lack.
  package static let givesColumn = "gives"

  /// Reads the frames of `table`.
  ///
  /// - Throws: ``ResourceError`` with file and line for a malformed field, or one that names a slot, class, category or mode
  ///   that there isn't.
  package static func frames(in table: ResourceTable, _ vocabulary: FrameVocabulary) throws -> [EventFrame] {
    let column = try columns.map { try table.index(of: $0) }
    let gives = table.columns.firstIndex(of: givesColumn)
    return try table.rows.map { row in
      func field(_ index: Int) -> String { row.fields[column[index]] }
      func malformed(_ index: Int, _ expected: String) -> ResourceError {
        ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: columns[index], got: field(index), expected: expected))
      }
      func unknown(_ index: Int, _ what: String, _ names: [String], _ got: String? = nil) -> ResourceError {
        ResourceError(
          table: row.table, line: row.line,
          reason: .unknown(column: columns[index], what: what, got: got ?? field(index), among: names))
      }
      guard !field(0).isEmpty else { throw malformed(0, "a word") }
      guard let form = Form(rawValue: field(1)) else { throw unknown(1, "form", Form.allCases.map(\.rawValue)) }
      let categories = PloverCategory.allCases.map(\.rawValue)
      guard let category = PloverCategory(rawValue: field(5)) else { throw unknown(5, "category", categories) }
      guard field(6).isEmpty || vocabulary.modes.has(field(6), for: category) else {
        throw unknown(6, "mode of \(category.rawValue)", vocabulary.modes.names(of: category))
      }
      guard let confidence = Double(field(10)), (0...1).contains(confidence) else {
        throw malformed(10, "a number from 0 to 1")
      }
      let outcomes = try (7...9).map { index -> Outcome in
        switch field(index) {
        case "": return .usual
        case "=": return .same
        case "-": return .nothing
        case let name:
          guard let category = PloverCategory(rawValue: name) else {
            throw unknown(index, "category", categories + ["=", "-"])
          }
          return .category(category)
        }
      }
      let conditions = try field(2).split(separator: " ").map { condition -> FrameCondition in
        do throws(FrameCondition.Problem) {
          return try FrameCondition(String(condition), vocabulary)
        } catch {
          switch error {
          case .malformed: throw malformed(2, "slot=word|CLASS|@party|@name|@any, parted by blanks")
          case .slot(let name): throw unknown(2, "slot", vocabulary.slots.names, name)
          case .wordClass(let name): throw unknown(2, "class", vocabulary.classes.names, name)
          case .test(let name): throw unknown(2, "test", FrameCondition.tests, name)
          }
        }
      }
      func slots(_ index: Int) throws -> (slots: [[FrameSlot]], isMutual: Bool, takesDyad: Bool) {
        let read = roles(field(index))
        let known = try read.names.map {
          try $0.map { name -> FrameSlot in
            guard let slot = vocabulary.slots.slot(name) else {
              throw unknown(index, "slot", vocabulary.slots.names, name)
            }
            return slot
          }
        }
        return (known, read.isMutual, read.takesDyad)
      }
      let actor = try slots(3)
      guard !field(11).isEmpty else { throw malformed(11, "a sentence that the frame fires on") }
      return EventFrame(
        trigger: field(0), form: form, needs: field(2), conditions: conditions, actor: actor.slots,
        recipient: try slots(4).slots, category: category, mode: field(6).isEmpty ? nil : field(6), future: outcomes[0],
        denied: outcomes[1], hypothetical: outcomes[2], confidence: confidence, isMutual: actor.isMutual,
        takesDyad: actor.takesDyad, example: field(11), counterexample: field(12),
        gives: gives.map { row.fields[$0] } ?? "",
        reference: ResourceReference(table: row.table, line: row.line))
    }
  }

  /// `a+b|c`: slots a and b together, else c; a leading `&` marks a mutual event, `~` one that may take
  /// its unsaid side from the document's two states.
  private static func roles(_ field: String) -> (names: [[String]], isMutual: Bool, takesDyad: Bool) {
    let marks = field.prefix { $0 == "&" || $0 == "~" }
    let names = field.drop { $0 == "&" || $0 == "~" }.split(separator: "|").map { alternative in
      alternative.split(separator: "+").map(String.init)
    }
    return (names, marks.contains("&"), marks.contains("~"))
  }
}

extension FrameCondition {
  /// What may stand in a condition beside words and classes.
  package static let tests = ["@party", "@name", "@any"]

  /// What is wrong with a condition's text.
  enum Problem: Error {
    case malformed
    case slot(String)
    case wordClass(String)
    case test(String)
  }

  /// Reads `obj=AID|loan`, `subj!=@party`.
  init(_ text: String, _ vocabulary: FrameVocabulary) throws(Problem) {
    guard let equals = text.firstIndex(of: "=") else { throw .malformed }
    var name = text[..<equals]
    let isNegative = name.last == "!"
    if isNegative { name = name.dropLast() }
    guard !name.isEmpty else { throw .malformed }
    guard let slot = vocabulary.slots.slot(String(name)) else { throw .slot(String(name)) }
    var tests: [Test] = []
    for item in text[text.index(after: equals)...].split(separator: "|").map(String.init) {
      switch item {
      case "@party": tests.append(.party)
      case "@name": tests.append(.name)
      case "@any": tests.append(.filled)
      case _ where item.hasPrefix("@"): throw .test(item)
      case _ where WordClasses.isName(item):
        guard let known = vocabulary.classes[item] else { throw .wordClass(item) }
        tests.append(.wordClass(known))
      default: tests.append(.word(item))
      }
    }
    guard !tests.isEmpty else { throw .malformed }
    self.init(slot: slot, tests: tests, isNegative: isNegative)
  }
}

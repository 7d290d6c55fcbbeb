import ResourceTables

/// The pattern of a rule, written out into plain sequences of symbols.
///
/// The notation, words one blank apart: a class of ``TimeWordClass`` in capitals; a word in lower case; `a|b`
/// alternatives; `x?` may be missing; `( … / … )` alternatives of several words, `( … )?` where all may be missing;
/// `{ … }` one time expression, of which a pattern may hold several. Without braces the whole is the expression; words
/// outside the braces must stand there but are not part of it. `+x` must follow without a blank.
///
/// ```
/// "{ DAY MONTH } DASH { DAY MONTH YEAR? }"
/// ```
struct TimePattern {
  struct Step: Hashable {
    var symbol: UInt16
    /// Must follow the word before it without a blank.
    var isGlued: Bool
  }

  /// One way to spell the pattern: its steps and the ranges of steps that are expressions.
  struct Spelling: Hashable {
    var steps: [Step] = []
    var expressions: [Range<Int>] = []
    fileprivate var open: Int?
  }

  let spellings: [Spelling]

  init(_ text: String, lexicon: inout TimeLexicon, row: ResourceTable.Row, table: ResourceTable) throws {
    func fail(_ expected: String?, _ unknownClass: String = "") -> ResourceError {
      let reason: ResourceError.Reason =
        if let expected {
          .value(column: "pattern", got: text, expected: expected)
        } else {
          .unknown(
            column: "pattern", what: "class", got: unknownClass, among: TimeWordClass.allCases.map(\.rawValue))
        }
      return ResourceError(table: row.table, line: row.line, reason: reason)
    }
    var words = text.split(separator: " ").map(String.init)[...]
    var spellings = try Self.sequence(&words, lexicon: &lexicon, fail: fail)
    guard words.isEmpty else { throw fail("brackets that match") }
    for index in spellings.indices where spellings[index].expressions.isEmpty {
      spellings[index].expressions = [0..<spellings[index].steps.count]
    }
    guard spellings.allSatisfy({ !$0.steps.isEmpty && $0.open == nil && !$0.expressions.contains { $0.isEmpty } })
    else { throw fail("expressions that are not empty") }
    self.spellings = spellings
  }

  private static func sequence(
    _ words: inout ArraySlice<String>, lexicon: inout TimeLexicon, fail: (String?, String) -> ResourceError
  ) throws -> [Spelling] {
    var spellings = [Spelling()]
    while let word = words.first, word != ")", word != ")?", word != "/" {
      words = words.dropFirst()
      switch word {
      case "{":
        for index in spellings.indices { spellings[index].open = spellings[index].steps.count }
      case "}":
        for index in spellings.indices {
          guard let open = spellings[index].open else { throw fail("} behind {", "") }
          spellings[index].expressions.append(open..<spellings[index].steps.count)
          spellings[index].open = nil
        }
      case "(":
        var branches: [Spelling] = []
        while true {
          branches += try sequence(&words, lexicon: &lexicon, fail: fail)
          let end = words.popFirst()
          if end == "/" { continue }
          guard end == ")" || end == ")?" else { throw fail("( to be closed", "") }
          if end == ")?" { branches.append(Spelling()) }
          break
        }
        spellings = spellings.flatMap { left in branches.map { join(left, $0) } }
      default:
        var word = word[...]
        let isOptional = word.hasSuffix("?")
        if isOptional { word = word.dropLast() }
        var next: [Spelling] = isOptional ? spellings : []
        for var name in word.split(separator: "|") {
          let isGlued = name.hasPrefix("+")
          if isGlued { name = name.dropFirst() }
          let symbol = try symbol(of: name, lexicon: &lexicon, fail: fail)
          for spelling in spellings {
            var longer = spelling
            longer.steps.append(Step(symbol: symbol, isGlued: isGlued))
            next.append(longer)
          }
        }
        spellings = next
      }
    }
    return spellings
  }

  private static func join(_ left: Spelling, _ right: Spelling) -> Spelling {
    var joined = left
    joined.steps += right.steps
    joined.expressions += right.expressions.map {
      ($0.lowerBound + left.steps.count)..<($0.upperBound + left.steps.count)
    }
    return joined
  }

  private static func symbol(
    of name: Substring, lexicon: inout TimeLexicon, fail: (String?, String) -> ResourceError
  ) throws -> UInt16 {
    if name.utf8.contains(where: { (0x41...0x5A).contains($0) }) {
      guard let wordClass = TimeWordClass(rawValue: String(name)) else {
        throw fail(nil, String(name))
      }
      return wordClass.symbol
    }
    return lexicon.literal(String(name))
  }
}

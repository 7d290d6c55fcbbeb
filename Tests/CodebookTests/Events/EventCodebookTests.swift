import Codebook
import Findings
import ResourceTables
import Testing

@Suite struct EventCodebookTests {
  private func table(_ name: String, _ text: String) throws -> ResourceTable {
    try ResourceTable(name: name, bytes: text.utf8)
  }

  private func vocabulary(_ classes: WordClasses) throws -> FrameVocabulary {
    FrameVocabulary(
      slots: try FrameSlots(EmbeddedTables.table("events/slots.tsv")), classes: classes,
      modes: try EventModes(EmbeddedTables.table("events/modes.tsv")))
  }

  private let columns = EventFrame.columns.joined(separator: "\t")

  @Test func shippedTablesAreWellFormed() throws {
    let codebook = try EventCodebook()
    #expect(codebook.frames.count > 2000)
    for category in PloverCategory.allCases {
      #expect(codebook.frames.contains { $0.category == category }, "\(category.rawValue) has no frame")
    }
    for frame in codebook.frames {
      #expect(!frame.example.isEmpty && !frame.counterexample.isEmpty, "\(frame.reference)")
      if let mode = frame.mode {
        #expect(codebook.modes.has(mode, for: frame.category), "\(frame.reference) \(mode)")
      }
    }
    #expect(codebook.contexts.names.count == 37)
  }

  @Test func framesNameConditionsAndRoles() throws {
    let classes = try WordClasses(table("classes.tsv", "class\twords\nAID\taid|food aid\n"))
    let row = [
      "send", "verb", "obj=AID|grain subj!=@party", "&subj+with", "to|iobj", "AID", "", "AGREE", "-", "=", "0.8", "a",
      "b",
    ]
    let frames = try EventFrame.frames(
      in: table("frames.tsv", columns + "\n" + row.joined(separator: "\t") + "\n"), vocabulary(classes))
    let frame = try #require(frames.first)
    #expect(frame.isMutual)
    #expect(frame.actor == [[.subject, .preposition("with")]])
    #expect(frame.recipient == [[.preposition("to")], [.indirectObject]])
    #expect(frame.conditions.map(\.slot) == [.object, .subject])
    #expect(frame.conditions.map(\.isNegative) == [false, true])
    #expect(frame.future == .category(.agree))
    #expect(frame.denied == .nothing)
    #expect(frame.hypothetical == .same)
    #expect(frame.specificity == 4)
    #expect(frame.reference == ResourceReference(table: "frames.tsv", line: 2))
  }

  @Test(arguments: [
    ("adverb", "", "AID", "0.8"), ("verb", "obj", "AID", "0.8"), ("verb", "obj=UNKNOWN", "AID", "0.8"),
    ("verb", "", "HELP", "0.8"), ("verb", "", "AID", "1.8"),
  ])
  func malformedFramesNameFileAndLine(form: String, needs: String, category: String, confidence: String) throws {
    let classes = try WordClasses(table("classes.tsv", "class\twords\n"))
    let row = ["send", form, needs, "subj", "to", category, "", "", "", "", confidence, "a", "b"]
    let broken = try table("frames.tsv", columns + "\n" + row.joined(separator: "\t") + "\n")
    let error = #expect(throws: ResourceError.self) { try EventFrame.frames(in: broken, vocabulary(classes)) }
    #expect(error?.table == "frames.tsv")
    #expect(error?.line == 2)
  }

  @Test(arguments: WordClassName.allCases) func aClassThatTheProgramNeedsCannotBeRenamed(_ name: WordClassName) throws {
    let bytes = try #require(EmbeddedTables.bytes(of: "events/word-classes.tsv"))
    let renamed = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: "\t").map { field in
        field.split(separator: "|").map { $0 == name.rawValue ? name.rawValue + "_X" : String($0) }.joined(
          separator: "|")
      }.joined(separator: "\t")
    }.joined(separator: "\n")
    let error = #expect(throws: ResourceError.self) { try WordClasses(table("classes.tsv", renamed)).requireNames() }
    #expect(error?.description.contains("\"\(name.rawValue)\"") == true)
  }

  @Test func everyFrameHasAnIdentifierOfItsOwn() throws {
    let identifiers = try EventCodebook().frames.map(\.identifier)
    #expect(Set(identifiers).count == identifiers.count)
  }

  @Test func aUsersFrameTakesThePlaceOfOursThatAsksTheSame() throws {
    let row = ["expel", "verb", "obj=DIPLOMAT", "subj", "obj", "SANCTION", "", "", "", "", "0.9", "a", "b"]
    let overlay = try KnowledgeOverlay(
      path: "frames-own.tsv", bytes: (columns + "\n" + row.joined(separator: "\t") + "\n").utf8)
    let codebook = try EventCodebook(KnowledgeTables(overlays: [overlay]))
    let first = try #require(codebook.frames.first)
    #expect(first.isOwn)
    #expect(codebook.frames.count { $0.identifier == first.identifier } == 1)
  }

  @Test func classesTakeInEarlierOnes() throws {
    let classes = try WordClasses(table("classes.tsv", "class\twords\nTALKS\ttalk|peace talk\nMEETING\tvisit|TALKS\n"))
    #expect(classes["MEETING"]?.words == ["talk", "visit"])
    #expect(classes["MEETING"]?.phrases["talk"] == [["peace"]])
    #expect(classes.names(of: "talk") == ["MEETING", "TALKS"])
    #expect(throws: ResourceError.self) {
      try WordClasses(table("classes.tsv", "class\twords\nMEETING\tTALKS\n"))
    }
  }

  @Test func modesHaveScoresOfTheirOwn() throws {
    let modes = try EventCodebook().modes
    #expect(modes.score(of: .consult, mode: "visit") == 4)
    #expect(modes.score(of: .consult, mode: nil) == 2.5)
    #expect(modes.score(of: .accuse, mode: "disapprove") == -2)
    #expect(!modes.has("visit", for: .aid))
  }

  @Test func futureAndDeniedFormsFollowTheCodebook() throws {
    let outcomes = try EventCodebook().outcomes
    #expect(outcomes.outcome(of: .aid, .future) == .category(.agree))
    #expect(outcomes.outcome(of: .retreat, .future) == .category(.concede))
    #expect(outcomes.outcome(of: .assault, .future) == .category(.threaten))
    #expect(outcomes.outcome(of: .agree, .denied) == .category(.reject))
    #expect(outcomes.outcome(of: .accuse, .future) == .same)
  }
}

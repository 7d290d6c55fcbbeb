import Findings

/// What the pair model weighs. Each lies between 0 and 4, most between 0 and 1.
public enum PairFeature: Int, CaseIterable, Sendable {
  case bias
  /// Likeness of the sentences' plain words, of their names, of both, and of the reporting clauses.
  case words, names, story, clause
  /// Weight of the rare plain words that both sentences have.
  case rare
  /// A word that names the event stands in both.
  case trigger
  /// A number stands in both sentences; both have numbers, and none in common.
  case number, otherNumber
  case sameCategory, nearCategory, sameQuad
  /// Both cooperative, or both conflictive.
  case sameTone
  /// Share of the codes that are sides of both.
  case codes
  /// Each has a side that the other lacks; each has one that the other's sentence doesn't name; each sentence names one
  /// that the other doesn't.
  case otherSides, unnamedSides, otherNamed
  /// Share of the codes that both sentences name.
  case named
  /// Names of the sentence that has fewer of its own, at most three.
  case ownNames
  /// Persons and bodies that both name, half a point each.
  case people
  case otherActors
  /// One is told as real, the other as a wish or plan.
  case otherReality
  /// Size of the smaller sentence, 1 from twelve telling words on.
  case length
  /// Both give a day and its year, and these differ.
  case otherDay
  /// The same day, category and sides; the same month, category and sides.
  case sameDeed, monthDeed
  /// How the dates stand to each other: one of these is 1.
  case dateUnknown, dateSameDay, dateWithinMonth, dateWithinYear, dateWithinAge, dateNear, dateOff, dateApart
  case dateSoftDay, dateSoftNear, dateSoftFar, dateSoftMonth

  /// As the table of weights calls it.
  public var name: String { String(describing: self) }

  /// What it is that speaks for it that two reports are one, in words.
  public var phrase: String {
    switch self {
    case .bias: "usual"
    case .words, .rare: "the same telling words"
    case .names: "the same names"
    case .story: "words and names alike"
    case .clause: "clauses alike"
    case .trigger: "named by the same word"
    case .number: "a number in common"
    case .sameCategory: "the same category"
    case .nearCategory, .sameQuad, .sameTone: "related categories"
    case .codes: "the same sides"
    case .named: "the same states named"
    case .people: "the same persons or bodies"
    case .sameDeed: "the same day, category and sides"
    case .monthDeed: "the same month, category and sides"
    case .dateSameDay: "the same day"
    case .dateWithinMonth: "dates that agree to the month"
    case .dateWithinYear, .dateWithinAge: "dates that agree"
    case .dateNear, .dateOff: "dates close to each other"
    case .dateSoftDay, .dateSoftNear: "the same day of a year that one doesn't say"
    case .otherNumber, .otherSides, .unnamedSides, .otherNamed, .ownNames, .otherActors, .otherReality, .length,
      .otherDay, .dateUnknown, .dateApart, .dateSoftFar, .dateSoftMonth:
      name
    }
  }

  /// The values of all features for two reports, in the order of ``allCases``.
  public static func values(
    _ left: ComparableReport, _ right: ComparableReport, neighbours: CategoryNeighbours
  ) -> [Float] {
    let (one, other) = (left.signature, right.signature)
    var values = PairFeatureValues()
    values[.bias] = 1
    values[.words] = left.words.likeness(to: right.words)
    values[.names] = left.names.likeness(to: right.names)
    values[.story] = left.all.likeness(to: right.all)
    values[.clause] = left.clause.likeness(to: right.clause)
    values[.rare] = min(
      4, left.words.shared(with: right.words).reduce(0) { $0 + max(0, left.words.weights[$1] - 4) } / 4)
    values[.trigger] = one.trigger.contains(where: other.trigger.contains) ? 1 : 0
    if !one.story.numbers.isEmpty, !other.story.numbers.isEmpty {
      values[one.story.numbers.contains(where: other.story.numbers.contains) ? .number : .otherNumber] = 1
    }
    let isSameCategory = one.category == other.category
    values[.sameCategory] = isSameCategory ? 1 : 0
    values[.nearCategory] = neighbours.areNear(one.category, other.category) ? 1 : 0
    let (quad, otherQuad) = (one.category.quad.rawValue, other.category.quad.rawValue)
    values[.sameQuad] = quad == otherQuad ? 1 : 0
    values[.sameTone] = (quad <= 2) == (otherQuad <= 2) ? 1 : 0
    let union = left.codes.union(right.codes)
    let share = union.isEmpty ? 0 : Float(left.codes.intersection(right.codes).count) / Float(union.count)
    values[.codes] = left.codes.isEmpty || right.codes.isEmpty ? 0 : share
    let haveOtherSides = !left.codes.isSubset(of: right.codes) && !right.codes.isSubset(of: left.codes)
    values[.otherSides] = haveOtherSides ? 1 : 0
    values[.unnamedSides] =
      left.hasParty(outside: other.named) && right.hasParty(outside: one.named) ? 1 : 0
    values[.otherNamed] = lacks(one.named, other.named) && lacks(other.named, one.named) ? 1 : 0
    let (leftNamed, rightNamed) = (Set(one.named.map(\.code)), Set(other.named.map(\.code)))
    let allNamed = leftNamed.union(rightNamed)
    values[.named] =
      allNamed.isEmpty ? 0.5 : Float(leftNamed.intersection(rightNamed).count) / Float(allNamed.count)
    let sharedNames = left.names.shared(with: right.names).count
    values[.ownNames] = Float(min(3, left.names.count - sharedNames, right.names.count - sharedNames))
    values[.people] = Float(min(2, one.people.count { other.people.contains($0) })) / 2
    let (actors, otherActors) = (Set(one.actors.map(\.code)), Set(other.actors.map(\.code)))
    values[.otherActors] =
      !actors.isEmpty && !otherActors.isEmpty && actors.isDisjoint(with: otherActors) ? 1 : 0
    values[.otherReality] = one.isReal == other.isReal ? 0 : 1
    values[.length] = Float(min(12, left.all.count, right.all.count)) / 12
    let relation = DateRelation(one, other)
    values[relation.feature] = 1
    let areSameSides = share >= 0.5 && !haveOtherSides && isSameCategory
    if let day = one.statedDay, let otherDay = other.statedDay {
      if day != otherDay {
        values[.otherDay] = 1
      } else if areSameSides {
        values[.sameDeed] = 1
      }
    }
    if relation == .withinMonth, areSameSides { values[.monthDeed] = 1 }
    return values.list
  }

  /// Whether one of some states fits none of others.
  static func lacks(_ parties: [SignatureParty], _ others: [SignatureParty]) -> Bool {
    parties.contains { party in !party.code.isKindOfOrganization && !others.contains { $0.fits(party) } }
  }
}

/// The values of the features of one pair, by feature.
private struct PairFeatureValues {
  var list = [Float](repeating: 0, count: PairFeature.allCases.count)

  subscript(_ feature: PairFeature) -> Float {
    get { list[feature.rawValue] }
    set { list[feature.rawValue] = newValue }
  }
}

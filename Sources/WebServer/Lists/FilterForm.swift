/// The form that narrows a list, filled in as the address has it.
struct FilterForm: ViewValue {
  var action: String
  var actorValue: String
  var withValue: String
  var fromValue: String
  var toValue: String
  var searchValue: String
  var sourcesValue: String
  var knownActors: [KnownActor]
  var labelTitle: String
  var labelOptions: [Choice]
  var statusOptions: [Choice]
  var sideOptions: [Choice]
  var documentOptions: [Choice]
  var isChronicle: Bool
  var hasTimes: Bool
  var hasDataSets: Bool
  var claims: Bool
  var facts: Bool
  var checked: Bool
  /// Whether only what has a date is asked for, and whether what has none is asked for too.
  var dated: Bool
  var undated: Bool
  var dataSets: Bool
  /// What the filter keeps, in words.
  var filterWords: String
  var isFiltered: Bool
  /// What the form's own lists leave out.
  var choiceNote: String
  var problems: [Remark]
  var hasProblems: Bool

  /// An actor to choose.
  struct KnownActor: ViewValue {
    var code: String
    var name: String
  }

  /// One of the values of a field.
  struct Choice: ViewValue {
    var value: String
    var name: String
    var isChosen: Bool
  }
}

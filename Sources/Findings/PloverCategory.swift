/// The 16 event categories of PLOVER (codebook draft 2.0, 2024).
public enum PloverCategory: String, Sendable, Codable, CaseIterable {
  case agree = "AGREE"
  case consult = "CONSULT"
  case support = "SUPPORT"
  case concede = "CONCEDE"
  case cooperate = "COOPERATE"
  case aid = "AID"
  case retreat = "RETREAT"
  case request = "REQUEST"
  case accuse = "ACCUSE"
  case reject = "REJECT"
  case threaten = "THREATEN"
  case sanction = "SANCTION"
  case protest = "PROTEST"
  case mobilize = "MOBILIZE"
  case coerce = "COERCE"
  case assault = "ASSAULT"

  /// Verbal or material, cooperation or conflict.
  ///
  /// SANCTION is 4: the codebook's chapter says 4 and its summary table 3; the chapter is followed.
  public var quad: QuadClass {
    switch self {
    case .agree, .consult, .support, .concede: .verbalCooperation
    case .cooperate, .aid, .retreat: .materialCooperation
    case .request, .accuse, .reject, .threaten: .verbalConflict
    case .sanction, .protest, .mobilize, .coerce, .assault: .materialConflict
    }
  }

  /// Score on the scale from −10 (conflict) to +10 (cooperation) where no mode is known.
  ///
  /// ACCUSE is −3: the codebook prints +3, but all its modes are negative.
  public var score: Double {
    switch self {
    case .agree, .consult: 2.5
    case .support: 5
    case .concede: 4.5
    case .cooperate: 9.5
    case .aid: 10
    case .retreat: 6.5
    case .request: 0
    case .accuse: -3
    case .reject: -2
    case .threaten: -3.5
    case .sanction: -6
    case .protest: -5
    case .mobilize: -5.5
    case .coerce: -7
    case .assault: -9
    }
  }

  /// Whether the codebook wants a recipient for every event of this category.
  public var requiresRecipient: Bool {
    switch self {
    case .cooperate, .aid, .sanction, .protest: true
    default: false
    }
  }
}

/// The four quarters of the event space: PLOVER's `quad_code`.
public enum QuadClass: Int, Sendable, Codable, CaseIterable {
  case verbalCooperation = 1
  case materialCooperation = 2
  case verbalConflict = 3
  case materialConflict = 4

  public var isCooperation: Bool { self == .verbalCooperation || self == .materialCooperation }
}

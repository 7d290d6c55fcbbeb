/// The numbers in which an encoder's matrix products are computed.
public enum EncoderPrecision: String, Sendable, Hashable, CaseIterable {
  /// 32-bit floating point, as the model was trained.
  case float32
  /// 8-bit integers with a step for each output of a layer and each row of its input; several times as fast, and a
  /// little less exact. Embeddings, attention, normalisation and all sums between layers stay in 32 bits.
  case int8
}

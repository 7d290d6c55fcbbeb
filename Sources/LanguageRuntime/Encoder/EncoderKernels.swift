import Foundation
import LanguageRuntimeKernels

/// The encoder's arithmetic for one instruction set.
///
/// In ``EncoderPrecision/int8`` all sets give the same bits. In ``EncoderPrecision/float32`` those with fused multiply-adds
/// (all but `sse2` and `portable`) give the same bits, and the others differ from them in the last ones.
public struct EncoderKernels: Sendable, CustomStringConvertible {
  /// `avx512vnni`, `avx512`, `avx2vnni`, `avx2`, `sse2`, `neondot`, `neon` or `portable`.
  public let name: String
  // Unchecked: a table of functions in read-only memory.
  private nonisolated(unsafe) let table: UnsafePointer<entente_encoder_kernels>

  var functions: entente_encoder_kernels { table.pointee }
  public var description: String { name }

  /// What this processor can run, fastest first; never empty.
  public static let available: [EncoderKernels] = (0..<entente_encoder_kernels_count()).compactMap { index in
    entente_encoder_kernels_at(index).map { EncoderKernels(name: String(cString: $0.pointee.name), table: $0) }
  }

  /// The set called `name`, or nil where this processor can't run it or there is none.
  public static func named(_ name: String) -> EncoderKernels? { available.first { $0.name == name } }

  /// The set that the environment variable `ENTENTE_KERNELS` names, where this processor can run it, else the fastest.
  public static var preferred: EncoderKernels {
    if let name = ProcessInfo.processInfo.environment["ENTENTE_KERNELS"], let set = named(name) { return set }
    return available[0]
  }
}

import Foundation
import LanguageRuntimeKernels

/// The arithmetic for one instruction set.
///
/// All sets give the same labels; they differ in speed and in the last bits of intermediate numbers.
public struct KernelSet: Sendable, CustomStringConvertible {
  /// `avx512`, `avx2`, `sse2`, `neon` or `portable`.
  public let name: String
  // Unchecked: a table of functions in read-only memory.
  private nonisolated(unsafe) let table: UnsafePointer<entente_kernels>

  var functions: entente_kernels { table.pointee }
  public var description: String { name }

  /// What this processor can run, fastest first; never empty.
  public static let available: [KernelSet] = (0..<entente_kernels_count()).compactMap { index in
    entente_kernels_at(index).map { KernelSet(name: String(cString: $0.pointee.name), table: $0) }
  }

  /// The set called `name`, or nil where this processor can't run it or there is none.
  public static func named(_ name: String) -> KernelSet? { available.first { $0.name == name } }

  /// The set that the environment variable `ENTENTE_KERNELS` names, where this processor can run it, else the fastest.
  public static var preferred: KernelSet {
    if let name = ProcessInfo.processInfo.environment["ENTENTE_KERNELS"], let set = named(name) { return set }
    return available[0]
  }
}

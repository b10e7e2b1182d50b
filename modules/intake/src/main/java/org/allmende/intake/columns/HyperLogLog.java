package org.allmende.intake.columns;

/// Estimates how many different values a column has, in four kibibytes and within about two per
/// cent. HyperLogLog after Flajolet, Fusy, Gandouet and Meunier (2007), with linear counting where
/// there are few values.
final class HyperLogLog {

  private static final int BITS = 12;
  private static final int REGISTERS = 1 << BITS;
  private static final double BIAS = 0.7213 / (1 + 1.079 / REGISTERS);

  private final byte[] registers = new byte[REGISTERS];

  void add(String value) {
    long hash = mixed(value);
    int register = (int) (hash >>> (64 - BITS));
    int rank = Long.numberOfLeadingZeros(hash << BITS | 1L << (BITS - 1)) + 1;
    if (rank > registers[register]) {
      registers[register] = (byte) rank;
    }
  }

  /// Two hashes of the text in one, well mixed (the finalizer of splitmix64).
  private static long mixed(String value) {
    long z = value.hashCode() * 0x9E3779B97F4A7C15L + value.length();
    int last = value.length() - 1;
    if (last > 0) {
      z ^= (long) value.charAt(last) << 32 | (long) value.charAt(last / 2) << 48;
    }
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long estimate() {
    double sum = 0;
    int empty = 0;
    for (byte register : registers) {
      sum += 1.0 / (1L << register);
      empty += register == 0 ? 1 : 0;
    }
    double raw = BIAS * REGISTERS * REGISTERS / sum;
    boolean few = raw <= 2.5 * REGISTERS && empty > 0;
    return Math.round(few ? REGISTERS * Math.log((double) REGISTERS / empty) : raw);
  }
}

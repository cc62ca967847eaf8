package dev.keeptrail.ledger.integrity;

/**
 * Where the hashes of complete subtrees come from.
 *
 * @param <X> what fails when they cannot be read
 */
@FunctionalInterface
public interface Subtrees<X extends Exception> {
  /**
   * The hash of a complete subtree.
   *
   * @param height it has 2^height leaves
   * @param position how many subtrees of this height stand before it
   */
  Hash hash(int height, long position) throws X;
}

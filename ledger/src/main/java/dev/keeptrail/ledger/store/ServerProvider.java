package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;

/**
 * Reaches ledgers on servers of one kind; found as a service. Builds that leave its module out do
 * without.
 */
public interface ServerProvider {
  /**
   * An address, read.
   *
   * @param url in the one form that says all that was said, without a password
   * @param folder a name for the folder with what stays on this machine
   */
  record Address(String url, String folder) {}

  /** Whether addresses like this one are its own. */
  boolean serves(String url);

  /**
   * Reads an address; connects to nothing.
   *
   * @throws LedgerException when it cannot be used, with what is wrong with it
   */
  Address address(String url) throws LedgerException;

  /** The database at an address; connects to nothing. */
  ServerDatabase database(String url) throws LedgerException;
}

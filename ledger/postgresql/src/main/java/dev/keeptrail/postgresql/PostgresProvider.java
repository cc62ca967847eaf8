package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.store.ServerDatabase;
import dev.keeptrail.ledger.store.ServerProvider;

/** Ledgers at {@code postgresql://} addresses. */
public final class PostgresProvider implements ServerProvider {
  @Override
  public boolean serves(String url) {
    return PostgresAddress.isOne(url);
  }

  @Override
  public Address address(String url) throws LedgerException {
    PostgresAddress address = PostgresAddress.parse(url);
    return new Address(address.toString(), address.folder());
  }

  @Override
  public ServerDatabase database(String url) throws LedgerException {
    return new PostgresDatabase(PostgresAddress.parse(url), System::getenv);
  }
}

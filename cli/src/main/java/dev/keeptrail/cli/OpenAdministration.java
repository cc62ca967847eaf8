package dev.keeptrail.cli;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LedgerInUseException;
import dev.keeptrail.ledger.LedgerPlace;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.nio.file.Path;
import java.util.Map;

/** What stands beside a ledger, open for one command. */
final class OpenAdministration implements AutoCloseable {
  private final Path folder;
  private final Administration administration;

  private OpenAdministration(Path folder, Administration administration) {
    this.folder = folder;
    this.administration = administration;
  }

  /**
   * Opens it, and makes it where there is no ledger either. Beside a ledger only the gateway does
   * that: made anew, what was lost would look like what never was.
   */
  static OpenAdministration of(Path folder, Invocation invocation) throws CommandFailedException {
    try {
      return orThrow(folder, invocation);
    } catch (LedgerException e) {
      throw failed(e);
    }
  }

  /** The same, for those who say by themselves what went wrong. */
  static OpenAdministration orThrow(Path folder, Invocation invocation) throws LedgerException {
    if (Ledgers.isIn(folder) && !Ledgers.isAdministered(folder)) {
      throw new LedgerException(
          "there is a ledger in `%s`, and no `administration.db` beside it".formatted(folder),
          "put it back from a copy; where there never was one, a gateway makes it when it starts");
    }
    return new OpenAdministration(folder, Ledgers.openAdministration(folder, invocation.clock()));
  }

  /** Opens what a gateway has made. */
  static OpenAdministration existing(Path folder, Invocation invocation)
      throws CommandFailedException {
    requireAdministered(folder);
    return of(folder, invocation);
  }

  /** The same to look at it only, which needs no right to write. */
  static OpenAdministration reading(Path folder, Invocation invocation)
      throws CommandFailedException {
    requireAdministered(folder);
    try {
      return new OpenAdministration(
          folder, Ledgers.openAdministrationForReading(folder, invocation.clock()));
    } catch (LedgerException e) {
      throw failed(e);
    }
  }

  private static void requireAdministered(Path folder) throws CommandFailedException {
    if (!Ledgers.isAdministered(folder)) {
      throw new CommandFailedException(
          "there is nothing administered in `%s`".formatted(folder),
          "a gateway makes it when it starts; name its ledger with --ledger");
    }
  }

  /** Whoever has the rights of this user operates what is here. */
  static Actor operator() {
    return new Actor(Actor.OPERATOR, System.getProperty("user.name", "operator"));
  }

  /** Puts on the trail of a ledger what its operator does to something. */
  static void note(
      Invocation invocation, Path folder, String action, String what, Map<String, String> details)
      throws CommandFailedException {
    try (var open = of(folder, invocation)) {
      open.get().note(action, operator(), what, details);
      open.settleOrTell(invocation);
    } catch (LedgerException e) {
      throw failed(e);
    }
  }

  /** The name that {@code --as} gives somebody. */
  static String named(String as) throws CommandFailedException {
    String name = BoundIdentity.composed(as.strip());
    if (!BoundIdentity.isFit(name)) {
      throw new CommandFailedException("`--as` must be " + BoundIdentity.FIT, null);
    }
    return name;
  }

  static CommandFailedException failed(LedgerException e) {
    return new CommandFailedException(String.valueOf(e.getMessage()), e.remedy().orElse(null));
  }

  Administration get() {
    return administration;
  }

  /**
   * Takes what is on its way into the ledger. Where a gateway has the ledger open, it does so
   * itself within a second; where there is no ledger yet, the first gateway does.
   */
  void settle() throws CommandFailedException {
    try {
      settleOrThrow();
    } catch (LedgerException e) {
      throw new CommandFailedException(
          "it is done, and its entry of the trail is not in the ledger: " + e.getMessage(),
          e.remedy().orElse("the entry waits in `administration.db` until the ledger can be used"));
    }
  }

  /** The same for what has to be done also where the ledger cannot be used: it is only said. */
  void settleOrTell(Invocation invocation) {
    try {
      settleOrThrow();
    } catch (LedgerException e) {
      invocation.note("kt: this is not in the ledger, and waits beside it: " + e.getMessage());
    }
  }

  /** The same, for those who say by themselves what went wrong. */
  void settleOrThrow() throws LedgerException {
    if (!Ledgers.isIn(folder)) {
      return;
    }
    EventStore store;
    try {
      store = Ledgers.openForAppend(folder, Durability.STRICT);
    } catch (LedgerInUseException _) {
      // What waits is durable where it is, and who has the ledger takes it in.
      return;
    } catch (LedgerException unfit) {
      if (LedgerPlace.isServer(folder)) {
        // Who decides from another machine need not have the rights and the keys to append.
        return;
      }
      throw unfit;
    }
    try (store) {
      int ignored = administration.drain(store);
    }
  }

  @Override
  public void close() {
    administration.close();
  }
}

package dev.keeptrail.gateway;

import dev.keeptrail.gateway.money.Budgets;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes what has been spent, in a file where settings name one. */
final class SpendingFile {
  private static final Logger LOG = LoggerFactory.getLogger(SpendingFile.class);

  private SpendingFile() {}

  static Budgets open(GatewaySettings settings) throws GatewayStartException {
    Path file = settings.spending();
    try {
      return file == null
          ? Budgets.inMemory(settings.clock())
          : Budgets.open(file, settings.clock());
    } catch (IOException unusable) {
      throw new GatewayStartException(
          "spending cannot be kept in `%s`: %s".formatted(file, unusable.getMessage()), unusable);
    }
  }

  static void close(Budgets budgets) {
    try {
      budgets.close();
    } catch (IOException lost) {
      LOG.error("spending may not be on the disk: {}", lost.getClass().getSimpleName());
    }
  }
}

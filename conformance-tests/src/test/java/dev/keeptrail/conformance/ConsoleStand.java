package dev.keeptrail.conformance;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A console over a ledger with events, and a browser that looks at it.
 *
 * @param hostile an event whose every field tries to do harm where it is shown
 */
record ConsoleStand(ConsoleHouse house, Browsing browsing, DecisionEvent hostile)
    implements AutoCloseable {

  static ConsoleStand open(Path folder, Path chromium, Instant now, int count) throws Exception {
    var house = new ConsoleHouse(folder.resolve("ledger"));
    var events = new ConsoleEvents(7);
    for (int number = count; number > 0; number--) {
      house.store.append(events.ordinary(now.minus(Duration.ofMinutes(number * 7L))));
    }
    DecisionEvent hostile = events.hostile(now.minusSeconds(30));
    house.store.append(hostile);
    return new ConsoleStand(house, new Browsing(chromium), hostile);
  }

  Page loggedIn(int width, ColorScheme scheme) {
    return loggedIn(width, 900, scheme);
  }

  Page loggedIn(int width, int height, ColorScheme scheme) {
    Page page = browsing.page(width, height, scheme);
    page.navigate(house.url("/console/login"));
    page.getByLabel("Token").fill(ConsoleHouse.TOKEN);
    page.keyboard().press("Enter");
    page.waitForURL("**/console/events");
    return page;
  }

  @Override
  public void close() {
    browsing.close();
    house.close();
  }
}

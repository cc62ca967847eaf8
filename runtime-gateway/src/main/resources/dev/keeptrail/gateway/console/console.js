// Follows the list of events. All that an event says goes into the page as text.

const MOST_ROWS = 500;
const live = document.querySelector("[data-live]");
if (live) {
  follow(live);
}

function follow(live) {
  const button = document.getElementById("follow");
  const news = document.getElementById("news");
  const rows = document.querySelector("#events tbody");
  const template = document.getElementById("row");
  let following = false;
  let source = null;
  let last = "";
  let count = 0;

  button.hidden = false;
  button.addEventListener("click", () => (following ? stop() : start()));
  document.addEventListener("visibilitychange", () => {
    if (following && document.hidden) {
      hangUp();
    } else if (following) {
      connect();
    }
  });
  start();

  function start() {
    following = true;
    button.setAttribute("aria-pressed", "true");
    button.textContent = "Following";
    if (!document.hidden) {
      connect();
    }
  }

  // A browser has six connections for all its tabs; one that nobody looks at keeps none of them.
  function hangUp() {
    if (source) {
      source.close();
      source = null;
    }
  }

  function connect() {
    hangUp();
    const address = new URL(live.dataset.live, location.href);
    if (last) {
      address.searchParams.set("after", last);
    }
    source = new EventSource(address);
    source.addEventListener("decision", (message) => {
      last = message.lastEventId;
      add(JSON.parse(message.data));
    });
    source.addEventListener("open", () => say(count === 0 ? "Waiting for new events" : told()));
    source.addEventListener("error", () => {
      if (source && source.readyState === EventSource.CLOSED) {
        stop();
        say("Not following: log in again, or try later");
      } else {
        say("Connection lost; trying again");
      }
    });
  }

  function stop() {
    following = false;
    hangUp();
    button.setAttribute("aria-pressed", "false");
    button.textContent = "Follow";
    say("Paused");
  }

  function add(event) {
    if (rows.querySelector(`[data-id="${CSS.escape(event.id)}"]`)) {
      return;
    }
    const row = template.content.cloneNode(true).firstElementChild;
    row.dataset.id = event.id;
    row.classList.add("new");
    const link = row.querySelector(".time a");
    link.href = `/console/events/${encodeURIComponent(event.id)}`;
    link.querySelector("time").dateTime = event.at;
    link.querySelector("time").textContent = event.time;
    link.querySelector(".unseen").textContent = ` ${event.id}`;
    const verdict = row.querySelector("span.verdict");
    verdict.textContent = event.verdict;
    const known = ["allow", "redact", "escalate", "block"].includes(event.verdict);
    verdict.classList.add(known ? event.verdict : "other");
    row.querySelector("span.undelivered").textContent = event.undelivered;
    row.querySelector("td.took").firstElementChild.textContent = event.took;
    for (const name of ["reason", "policy", "caller", "model", "provider"]) {
      const parts = event[name].split(/(?<=[._/-])(?!$)/);
      const broken = parts.flatMap((part) => [document.createElement("wbr"), part]).slice(1);
      row.querySelector(`td.${name}`).firstElementChild.replaceChildren(...broken);
    }
    rows.prepend(row);
    document.querySelector(".empty")?.remove();
    while (rows.children.length > MOST_ROWS) {
      rows.lastElementChild.remove();
    }
    count += 1;
    say(told());
  }

  function told() {
    return count === 1 ? "1 new event" : `${count} new events`;
  }

  function say(words) {
    news.textContent = words;
  }
}

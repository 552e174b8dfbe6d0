// The part of a page that tells how far a piece of background work is, asked for again until it is done.
// Without this script a link opens the page anew.

const EVERY = 2000;

async function follow(place) {
  while (place.querySelector("[data-running]")) {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    try {
      const answer = await fetch(place.dataset.progress, { headers: { "X-Requested-With": "fetch" } });
      if (answer.redirected) return location.reload(); // the session has ended
      if (answer.ok) place.innerHTML = await answer.text();
    } catch {
      // the network is away for a moment; ask again
    }
  }
}

for (const place of document.querySelectorAll("[data-progress]")) follow(place);

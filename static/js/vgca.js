// Hands the document to the VGCA plug-in when its script is in the page's browser; else says how to go on without it.
const form = document.querySelector("form[data-vgca]");

const say = (words, isBad = false) => {
  const line = form.querySelector("[data-vgca-said]");
  line.hidden = false;
  line.textContent = words;
  line.classList.toggle("bad", isBad);
};

const begin = async () => {
  const answer = await fetch(form.dataset.vgca, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
      version: form.elements.version.value,
    }),
  });
  const told = await answer.json();
  if (!answer.ok) {
    throw new Error(told.message);
  }
  return told;
};

// The plug-in answers with its own JSON, as words or as an object; Status 0 is a document that was taken in.
const finished = (answer) => {
  const told = typeof answer === "string" ? JSON.parse(answer) : answer;
  if (Number(told.Status) === 0) {
    window.location.reload();
  } else {
    say(told.Message || "Tiện ích ký chưa ký được; thử lại, hoặc tải tệp về ký rồi tải lên lại.", true);
  }
};

form?.addEventListener("submit", async (event) => {
  if (form.elements.way.value !== "plugin") {
    return;
  }
  event.preventDefault();
  if (typeof window.vgca_sign_approved !== "function" || typeof window.vgca_sign_issued !== "function") {
    say("Trình duyệt này chưa có tiện ích ký VGCA. Cài tiện ích rồi tải lại trang, hoặc chọn “Tải về, ký bằng thiết bị USB”.", true);
    return;
  }
  say("Đang gọi tiện ích ký; nhập mã PIN khi được hỏi…");
  try {
    const told = await begin();
    window[told.function](JSON.stringify(told.call), finished);
  } catch (error) {
    say(error.message || "Chưa gọi được tiện ích ký; kiểm tra mạng rồi thử lại.", true);
  }
});

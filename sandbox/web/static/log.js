// A chat's list of messages. Rows are put in place by hand: only what changed is touched, the focus and the place are kept.
const NEAR = 60; // px from the bottom that still count as being there
const TOAST_MS = 4500;
const REACTIONS = ["👍", "👌", "🙏", "❤", "👀", "🫡"];
const HOLD_MS = 800; // a finger that stays down longer scrolls or marks words

export default {
  template: `
    <div class="log-frame">
      <div ref="log" class="log" tabindex="0" role="log" aria-live="polite" :aria-label="words.messages"
        @scroll.passive="onScroll" @pointerdown="touched" @click="onClick" @contextmenu="onMenu" @keydown="onKey">
        <div ref="rows" class="log-rows"></div>
      </div>
      <button v-show="!bottom" type="button" class="to-newest" :aria-label="words.to_newest" @click="toNewest">
        <i class="material-icons">keyboard_arrow_down</i><span v-if="fresh" class="count">{{ fresh }}</span>
      </button>
      <div class="toast" role="status" :class="{ shown: toastText }"><span v-if="toastText">{{ toastText }}</span></div>
      <div v-if="alertText" class="alert" role="alertdialog" aria-modal="true">
        <div class="alert-box"><p>{{ alertText }}</p>
          <button ref="alertOk" type="button" @click="alertText = ''">{{ words.ok }}</button></div>
      </div>
      <div v-if="menu" class="row-menu" role="menu" :style="{ top: menu.y + 'px', left: menu.x + 'px' }" @keydown.esc="menu = null">
        <div class="row-reactions"><button v-for="one in reactions" :key="one" type="button" :aria-label="words.react.replace('{emoji}', one)"
          @click="choose('react', one)">{{ one }}</button></div>
        <button type="button" role="menuitem" @click="choose('reply')"><i class="material-icons">reply</i>{{ words.reply }}</button>
        <button type="button" role="menuitem" @click="copy"><i class="material-icons">content_copy</i>{{ words.copy }}</button>
        <button v-if="menu.mine" type="button" role="menuitem" @click="choose('edit')"><i class="material-icons">edit</i>{{ words.edit }}</button>
      </div>
    </div>`,
  props: { words: Object },
  data() {
    return { bottom: true, fresh: 0, toastText: "", alertText: "", menu: null, reactions: REACTIONS };
  },
  created() {
    this.rows = new Map();
    this.first = true;
    this.down = false;
    this.held = []; // what came while a finger was down: a click on a row that is drawn anew would be lost
  },
  mounted() {
    this.watcher = new ResizeObserver(() => this.bottom && this.toBottom());
    this.watcher.observe(this.$refs.rows);
    this.watcher.observe(this.$refs.log);
    this.outside = (event) => {
      const phone = this.$el.closest(".phone");
      const inside = phone && phone.contains(event.target);
      this.active = inside;
      if (phone) phone.toggleAttribute("data-active", inside); // no class: those are the server's
      if (inside) this.tellSeen();
      if (this.menu && !event.target.closest(".row-menu") && !event.target.closest(".more")) this.menu = null;
    };
    this.lifted = () => this.down && setTimeout(() => this.lift()); // after the click
    window.addEventListener("pointerdown", this.outside, true);
    window.addEventListener("pointerup", this.lifted, true);
    window.addEventListener("pointercancel", this.lifted, true);
    window.addEventListener("focusin", this.outside, true);
    this.$emit("ready");
  },
  unmounted() {
    clearTimeout(this.holds);
    this.watcher.disconnect();
    window.removeEventListener("pointerdown", this.outside, true);
    window.removeEventListener("pointerup", this.lifted, true);
    window.removeEventListener("pointercancel", this.lifted, true);
    window.removeEventListener("focusin", this.outside, true);
  },
  methods: {
    touched() {
      this.down = true;
      clearTimeout(this.holds);
      this.holds = setTimeout(() => this.lift(), HOLD_MS);
    },
    lift() {
      clearTimeout(this.holds);
      this.down = false;
      for (const [changed, order] of this.held.splice(0)) this.put(changed, order);
    },
    put(changed, order) {
      if (this.down) return this.held.push([changed, order]);
      const log = this.$refs.log, box = this.$refs.rows;
      const anchor = this.bottom ? null : this.topRow();
      let added = 0, own = false;
      for (const [key, html] of changed) {
        let row = this.rows.get(key);
        if (!row) {
          row = document.createElement("div");
          row.className = this.first ? "log-row" : "log-row fresh";
          row.dataset.key = key;
          this.rows.set(key, row);
          const mine = html.includes('class="msg mine');
          own = own || mine;
          if (key[0] !== "d" && !mine) added += 1;
        }
        const held = row.contains(document.activeElement) ? document.activeElement.dataset : null;
        row.innerHTML = html;
        if (held) this.refocus(row, held);
      }
      const keep = new Set(order);
      for (const [key, row] of this.rows)
        if (!keep.has(key)) {
          row.remove();
          this.rows.delete(key);
        }
      const oldLast = box.lastElementChild;
      let next = box.firstChild;
      for (const key of order) {
        const row = this.rows.get(key);
        if (row === next) next = next.nextSibling;
        else box.insertBefore(row, next);
      }
      const sent = own && this.active && changed.length < 4; // who writes sees it at once; not when earlier ones are shown
      if (this.first || this.bottom || sent) this.toBottom();
      else {
        if (anchor && anchor.row.isConnected) log.scrollTop += anchor.row.getBoundingClientRect().top - anchor.top;
        if (box.lastElementChild !== oldLast) this.fresh += added;
      }
      this.first = false;
      this.$nextTick(() => this.tellSeen());
    },
    clear() {
      this.held = [];
      this.rows.clear();
      this.$refs.rows.replaceChildren();
      Object.assign(this, { first: true, bottom: true, fresh: 0, menu: null, alertText: "", toastText: "" });
    },
    refocus(row, held) {
      const at = held.at ? `[data-at="${CSS.escape(held.at)}"]` : held.act ? `[data-act="${CSS.escape(held.act)}"]` : null;
      const target = at && row.querySelector(at);
      (target || this.$refs.log).focus({ preventScroll: true });
    },
    topRow() {
      const edge = this.$refs.log.getBoundingClientRect().top;
      for (const row of this.$refs.rows.children) {
        const top = row.getBoundingClientRect().top;
        if (top >= edge && /^\d+$/.test(row.dataset.key)) return { row, top };
      }
      return null;
    },
    toBottom() {
      const log = this.$refs.log;
      log.scrollTop = log.scrollHeight;
      this.bottom = true;
      this.fresh = 0;
    },
    toNewest() {
      this.toBottom();
      this.tellSeen();
    },
    onScroll() {
      const log = this.$refs.log;
      this.bottom = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
      if (this.menu && Math.abs(log.scrollTop - this.menu.at) > NEAR) this.menu = null;
      if (this.bottom) {
        this.fresh = 0;
        this.tellSeen();
      }
    },
    tellSeen() {
      const last = this.$refs.rows && this.$refs.rows.lastElementChild;
      if (!last || !this.bottom || !this.active || this.seen === last.dataset.key) return;
      this.seen = last.dataset.key;
      this.$emit("act", { act: "seen" });
    },
    onClick(event) {
      const target = event.target.closest("[data-act]");
      if (!target || !this.$refs.rows.contains(target)) return;
      const row = target.closest(".log-row"), message = target.closest(".msg");
      const act = target.dataset.act;
      if (act === "follow") event.preventDefault();
      if (act === "expand") target.classList.toggle("whole");
      else if (act === "follow") this.$emit("act", { act, to: target.href });
      else if (target.dataset.copy) this.copyText(target.dataset.copy);
      else if (act === "reveal") target.classList.add("revealed");
      else if (act === "goto") this.goTo(target.dataset.to);
      else if (act === "play") this.play(target);
      else if (act === "enlarge") this.enlarge(target);
      else if (act === "menu") this.openMenu(message, target.getBoundingClientRect().left, target.getBoundingClientRect().bottom);
      else {
        if (act === "tap") {
          if (target.classList.contains("busy")) return;
          target.classList.add("busy");
          target.setAttribute("aria-busy", "true");
        }
        this.$emit("act", { ...target.dataset, key: row ? row.dataset.key : "" });
      }
    },
    onKey(event) {
      if (event.key === "Escape") this.menu = null;
      if (event.target.matches(".spoiler, .expandable") && (event.key === "Enter" || event.key === " ")) event.target.click();
    },
    rest() {
      for (const busy of this.$refs.rows.querySelectorAll(".busy")) {
        busy.classList.remove("busy");
        busy.removeAttribute("aria-busy");
      }
    },
    onMenu(event) {
      const message = event.target.closest(".msg");
      if (!message || event.target.closest("a") || !window.getSelection().isCollapsed) return;
      event.preventDefault();
      this.openMenu(message, event.clientX, event.clientY);
    },
    openMenu(message, x, y) {
      const frame = this.$el.getBoundingClientRect();
      this.menu = {
        id: message.dataset.id,
        at: this.$refs.log.scrollTop,
        mine: message.dataset.mine === "1",
        text: (message.querySelector(".text") || message.querySelector(".bubble")).innerText.trim(),
        x: Math.max(6, Math.min(x - frame.left, frame.width - 226)),
        y: Math.max(6, Math.min(y - frame.top, frame.height - 176)),
      };
      this.$nextTick(() => this.$el.querySelector(".row-menu > button").focus());
    },
    choose(act, to) {
      this.$emit("act", { act, key: this.menu.id, to: to || "" });
      this.menu = null;
    },
    copy() {
      const text = this.menu.text;
      this.menu = null;
      this.copyText(text);
    },
    async copyText(text) {
      try {
        await navigator.clipboard.writeText(text);
        this.toast(this.words.copied);
      } catch {
        this.toast(text);
      }
    },
    goTo(id) {
      const row = this.rows.get(id);
      if (!row) return;
      row.scrollIntoView({ block: "center", behavior: "smooth" });
      row.classList.remove("marked");
      void row.offsetWidth;
      row.classList.add("marked");
    },
    play(button) {
      const sound = button.closest(".sound");
      clearTimeout(sound.timer);
      const starts = !sound.classList.contains("playing");
      sound.classList.toggle("playing", starts);
      button.firstElementChild.textContent = starts ? "pause" : "play_arrow";
      if (starts) sound.timer = setTimeout(() => this.play(button), Number(button.dataset.seconds) * 1000);
    },
    enlarge(button) {
      const box = document.createElement("div");
      box.className = "lightbox";
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-modal", "true");
      const picture = document.createElement("img");
      picture.src = button.querySelector("img").src;
      const close = document.createElement("button");
      close.type = "button";
      close.setAttribute("aria-label", this.words.close);
      close.innerHTML = '<i class="material-icons">close</i>';
      box.append(picture, close);
      const end = () => {
        box.remove();
        button.focus({ preventScroll: true });
      };
      box.addEventListener("click", end);
      box.addEventListener("keydown", (event) => event.key === "Escape" && end());
      document.body.append(box);
      close.focus();
    },
    toast(text) {
      this.toastText = text;
      clearTimeout(this.toastTimer);
      this.toastTimer = setTimeout(() => (this.toastText = ""), TOAST_MS);
    },
    alert(text) {
      this.alertText = text;
      this.$nextTick(() => this.$refs.alertOk && this.$refs.alertOk.focus());
    },
  },
};

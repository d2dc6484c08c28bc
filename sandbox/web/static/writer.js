// The field a person writes in: Enter sends, Shift+Enter breaks the line; an input method's Enter only picks its word.
export default {
  template: `
    <div class="writer">
      <div v-if="offered.length" class="offered" role="listbox" data-testid="offered">
        <button v-for="one in offered" :key="one[0]" type="button" role="option" @mousedown.prevent="pick(one[0])">
          <b>/{{ one[0] }}</b><span>{{ one[1] }}</span></button>
      </div>
      <textarea ref="box" rows="1" :placeholder="write" :aria-label="write" data-testid="input" autocomplete="off"
        spellcheck="false" @input="grow" @keydown.enter="onEnter" @keydown.esc="$emit('escape')"></textarea>
      <button type="button" class="round send" data-testid="send" :aria-label="send" :title="send" @click="take">
        <i class="material-icons">send</i></button>
    </div>`,
  props: { write: String, send: String, commands: { type: Array, default: () => [] } },
  data() {
    return { text: "" };
  },
  computed: {
    // The commands of the bot that begin as typed, as the apps offer them.
    offered() {
      const typed = /^\/(\w*)$/.exec(this.text);
      return typed ? this.commands.filter(([name]) => name.startsWith(typed[1].toLowerCase())) : [];
    },
  },
  methods: {
    onEnter(event) {
      if (event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.take();
    },
    pick(name) {
      this.$refs.box.value = "";
      this.grow();
      this.$emit("send", "/" + name);
    },
    take() {
      const text = this.$refs.box.value;
      if (!text.trim()) return;
      this.$refs.box.value = "";
      this.grow();
      this.$emit("send", text);
      this.$refs.box.focus();
    },
    grow() {
      const box = this.$refs.box;
      this.text = box.value;
      box.style.height = "";
      // With its border: without it an empty field would shrink under the first message.
      if (box.value) box.style.height = Math.min(box.scrollHeight + box.offsetHeight - box.clientHeight, 120) + "px";
    },
    put(text) {
      this.$refs.box.value = text;
      this.grow();
      this.focus();
    },
    focus() {
      this.$refs.box.focus();
      this.$refs.box.setSelectionRange(this.$refs.box.value.length, this.$refs.box.value.length);
    },
  },
};

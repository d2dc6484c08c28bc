// The field a person writes in: Enter sends, Shift+Enter breaks the line; an input method's Enter only picks its word.
export default {
  template: `
    <div class="writer">
      <textarea ref="box" rows="1" :placeholder="write" :aria-label="write" data-testid="input" autocomplete="off"
        spellcheck="false" @input="grow" @keydown.enter="onEnter" @keydown.esc="$emit('escape')"></textarea>
      <button type="button" class="round send" data-testid="send" :aria-label="send" :title="send" @click="take">
        <i class="material-icons">send</i></button>
    </div>`,
  props: { write: String, send: String },
  methods: {
    onEnter(event) {
      if (event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.take();
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
      box.style.height = "auto";
      box.style.height = Math.min(box.scrollHeight, 120) + "px";
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

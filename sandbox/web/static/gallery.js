// Photos and files to send. What is chosen is made into a JPEG of at most 1280 pixels, as the apps do it.
const LONGEST = 1280, QUALITY = 0.85, MOST = 10;

export default {
  template: `
    <div class="gallery">
      <div v-if="scenes.length" class="gallery-grid">
        <button v-for="(one, at) in all" :key="at" type="button" class="shot" :class="{ on: place(at) }" @click="toggle(at)"
          :aria-pressed="String(!!place(at))" :aria-label="one.title" :data-testid="'scene-' + one.name">
          <img :src="one.src" :alt="one.title"><span class="shot-title">{{ one.title }}</span>
          <span class="shot-number">{{ place(at) || "" }}</span>
        </button>
      </div>
      <input v-if="!files" v-model="caption" class="caption" :placeholder="words.caption" :aria-label="words.caption" maxlength="1024"
        data-testid="caption" @keydown.enter.prevent="chosen.length && send()">
      <div class="sheet-foot">
        <label class="ghost" tabindex="0" @keydown.enter="$refs.disk.click()"><i class="material-icons">upload_file</i><span>{{ words.from_disk }}</span>
          <input ref="disk" type="file" hidden :multiple="!files" :accept="files ? '' : 'image/*'" data-testid="disk" @change="fromDisk"></label>
        <button v-if="!files" type="button" class="main" data-testid="send-photos" :disabled="!chosen.length || busy" @click="send">
          <i class="material-icons">send</i><span>{{ chosen.length > 1 ? words.send_n.replace("{n}", chosen.length) : words.send_photos }}</span></button>
      </div>
      <p v-if="trouble" class="trouble" role="alert">{{ trouble }}</p>
    </div>`,
  props: { words: Object, target: Object, scenes: { type: Array, default: () => [] }, files: Boolean },
  data() {
    return { own: [], chosen: [], caption: "", busy: false, trouble: "" };
  },
  computed: {
    all() {
      const drawn = this.scenes.map((one) => ({ ...one, src: "data:image/svg+xml;charset=utf-8," + encodeURIComponent(one.svg) }));
      return [...this.own, ...drawn];
    },
  },
  methods: {
    place(at) {
      return this.chosen.indexOf(this.all[at].name) + 1;
    },
    toggle(at) {
      const name = this.all[at].name;
      this.trouble = "";
      if (this.chosen.includes(name)) this.chosen = this.chosen.filter((one) => one !== name);
      else if (this.chosen.length < MOST) this.chosen = [...this.chosen, name];
      else this.trouble = this.words.too_many;
    },
    async fromDisk(event) {
      const picked = [...event.target.files];
      event.target.value = "";
      if (this.files) {
        if (picked[0]) await this.post({ document: { data: await this.base64(picked[0]), file_name: picked[0].name } });
        return;
      }
      for (const file of picked) {
        const name = `disk-${this.own.length}`;
        this.own = [{ name, title: file.name, src: URL.createObjectURL(file) }, ...this.own];
        if (this.chosen.length < MOST) this.chosen = [...this.chosen, name];
      }
    },
    base64(blob) {
      return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(blob);
      });
    },
    async jpeg(source) {
      const picture = new Image();
      picture.src = source;
      await picture.decode();
      const scale = Math.min(1, LONGEST / Math.max(picture.naturalWidth, picture.naturalHeight));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
      canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/jpeg", QUALITY);
    },
    async send() {
      this.busy = true;
      try {
        const photos = [];
        for (const name of this.chosen) photos.push(await this.jpeg(this.all.find((one) => one.name === name).src));
        const shown = photos.length > 1 ? { album: photos } : { photo: photos[0] };
        await this.post(this.caption.trim() ? { ...shown, caption: this.caption.trim() } : shown);
      } catch {
        this.trouble = this.words.not_a_picture;
      }
      this.busy = false;
    },
    async post(shown) {
      const answer = await fetch("/sandbox/send", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...this.target, ...shown }),
      });
      if (!answer.ok) this.$emit("failed", await answer.json());
      this.$emit("sent");
    },
  },
};

// The time of the world in Asia/Shanghai, ticking by the browser's clock from the moment the server named.
const WEEKDAYS = { zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"], en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] };

export default {
  template: `<div class="dial" :data-testid="testid"><b>{{ time }}</b><span>{{ day }}</span></div>`,
  props: { now: Number, offset: Number, language: String, testid: String },
  data() {
    return { time: "", day: "" };
  },
  watch: {
    now() {
      this.set();
    },
  },
  mounted() {
    this.set();
    this.timer = setInterval(this.tick, 1000);
  },
  unmounted() {
    clearInterval(this.timer);
  },
  methods: {
    set() {
      this.shift = (this.now || Date.now() / 1000) * 1000 - Date.now();
      this.tick();
    },
    tick() {
      const at = new Date(Date.now() + this.shift + 8 * 3600 * 1000); // Asia/Shanghai has no summer time
      const two = (number) => String(number).padStart(2, "0");
      this.time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
      const day = WEEKDAYS[this.language][at.getUTCDay()];
      this.day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())} ${day}`;
    },
  },
};

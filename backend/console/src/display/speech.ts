// Speaks calls one after another. A browser without a Chinese voice, or without permission to speak, stays silent: the
// figures on the screen say the same.

const RATE = 0.9
const MAX_WAITING = 4

/** Says one sentence; does nothing where speech is missing or refused. */
export function say(sentence: string): void {
  const speech = window.speechSynthesis
  if (!speech) return
  // A stuck engine must not pile up sentences over days.
  if (speech.pending) dropOld(speech)
  const utterance = new SpeechSynthesisUtterance(sentence)
  utterance.lang = 'zh-CN'
  utterance.rate = RATE
  speech.speak(utterance)
  waiting += 1
  utterance.onend = utterance.onerror = () => {
    waiting = Math.max(0, waiting - 1)
  }
}

let waiting = 0

function dropOld(speech: SpeechSynthesis): void {
  if (waiting < MAX_WAITING) return
  speech.cancel()
  waiting = 0
}

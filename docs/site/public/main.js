// The search has a language of its own, in which "tail -F" and "file:line" are mistakes. What is typed here are words.
const words = query => query.replace(/[^\p{L}\p{N}_]+/gu, ' ').trim()

const post = Worker.prototype.postMessage
Worker.prototype.postMessage = function (message, ...rest) {
  return post.call(this, typeof message?.q === 'string' ? { ...message, q: words(message.q) } : message, ...rest)
}

export default {}

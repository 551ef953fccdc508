// A small e-reader around foliate-js: what a reading app does, and what a test asks of it.
import '/foliate-js/view.js'
import { FootnoteHandler } from '/foliate-js/footnotes.js'

const EPUB = 'http://www.idpf.org/2007/ops'

const KINDS = {
    call: { type: 'noteref', role: 'doc-noteref' },
    backlink: { type: 'backlink', role: 'doc-backlink' },
}

const words = attribute => (attribute ?? '').split(/\s+/)

// Takes a document or an element.
const linksOf = (root, kind) => [...root.querySelectorAll('a[href]')].filter(a =>
    words(a.getAttribute('role')).includes(KINDS[kind].role)
    || words(a.getAttributeNS(EPUB, 'type')).includes(KINDS[kind].type))

const painted = () => new Promise(resolve =>
    requestAnimationFrame(() => requestAnimationFrame(resolve)))

// Where the first piece of an element lies on the window, or null if it is not laid out.
const boxOf = element => {
    const rect = element?.getClientRects()[0]
    if (!rect) return null
    const frame = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
    return { x: rect.x + frame.x, y: rect.y + frame.y, width: rect.width, height: rect.height }
}

const onScreen = box => !!box && box.x >= -1 && box.y >= -1
    && box.x < innerWidth && box.y < innerHeight

// Any CSS colour as [red, green, blue, alpha], by painting it.
const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
const colours = new Map()
const rgba = colour => {
    if (!colours.has(colour)) {
        pixel.clearRect(0, 0, 1, 1)
        pixel.fillStyle = colour
        pixel.fillRect(0, 0, 1, 1)
        const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data
        colours.set(colour, [r, g, b, a / 255])
    }
    return colours.get(colour)
}

// The backgrounds behind an element from the inside out, and its accumulated opacity.
const behind = element => {
    const layers = []
    let opacity = 1
    for (let e = element; e; e = e.parentElement) {
        const style = e.ownerDocument.defaultView.getComputedStyle(e)
        opacity *= Number(style.opacity)
        const layer = rgba(style.backgroundColor)
        if (layer[3] > 0) layers.push(layer)
    }
    return { layers, opacity }
}

const nameOf = element => element.localName
    + (element.id ? `#${element.id}` : '')
    + (element.classList.length ? `.${[...element.classList].join('.')}` : '')

// How far text sticks out of its column on either side, in pixels.
const overhang = (range, columns) => Math.max(0, ...[...range.getClientRects()].map(rect => {
    const left = (((rect.left - columns.start) % columns.pitch) + columns.pitch) % columns.pitch
    return left > columns.width ? columns.pitch - left : left + rect.width - columns.width
}))

// The columns of a section as foliate-js lays them out: one or two to a page of whole pixels.
const columnsOf = (doc, renderer) => {
    const style = doc.defaultView.getComputedStyle(doc.documentElement)
    const pitch = renderer.size / renderer.columnCount
    return {
        pitch,
        width: pitch - parseFloat(style.columnGap),
        start: parseFloat(style.paddingLeft),
    }
}

// A word that goes over two lines where hyphens are not set: broken for want of room.
// An address may break anywhere.
const WORD = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]{4,}/gu
const ADDRESS = /\S*[/@]\S*/gu
const brokenWord = (text, style, range) => {
    if (style.hyphens === 'auto') return ''
    const words = text.data.replace(ADDRESS, address => ' '.repeat(address.length))
    for (const match of words.matchAll(WORD)) {
        range.setStart(text, match.index)
        range.setEnd(text, match.index + match[0].length)
        if (range.getClientRects().length > 1) return match[0]
    }
    return ''
}

class Reader {
    note = null

    constructor() {
        this.view = document.createElement('foliate-view')
        document.body.append(this.view)
    }

    async open(url) {
        await this.view.open(url)
        this.#popUpNotes()
        const { book } = this.view
        await this.view.init({})
        const flat = items => (items ?? []).flatMap(item =>
            [{ label: item.label?.trim() ?? '', href: item.href }, ...flat(item.subitems)])
        return {
            title: book.metadata.title,
            language: book.metadata.language,
            sections: book.sections.map(section => section.id),
            toc: flat(book.toc),
            landmarks: flat(book.landmarks),
            pages: flat(book.pageList),
            cover: (await book.getCover())?.size ?? 0,
        }
    }

    #popUpNotes() {
        const handler = new FootnoteHandler()
        const popup = document.getElementById('note')
        this.view.addEventListener('link', e =>
            handler.handle(this.view.book, e)?.catch(console.error))
        handler.addEventListener('before-render', ({ detail: { view } }) => {
            this.noteView = view
            popup.replaceChildren(view)
            popup.classList.add('shown')
            view.renderer.setAttribute('flow', 'scrolled')
            view.renderer.setAttribute('margin', '12')
            view.renderer.setStyles(this.styles)
        })
        handler.addEventListener('render', async ({ detail: { view } }) => {
            const [{ doc }] = view.renderer.getContents()
            // Until it is laid out its text can be neither seen nor closed.
            while (!boxOf(doc.body)?.height) await painted()
            await painted()
            this.note = { text: doc.body.innerText, raw: doc.body.textContent }
        })
    }

    closeNote() {
        this.noteView?.close()
        this.noteView = null
        this.note = null
        const popup = document.getElementById('note')
        popup.classList.remove('shown')
        popup.replaceChildren()
    }

    // `before` yields to the book's own style sheets, `after` does not.
    async style(before, after) {
        this.styles = [before, after]
        this.view.renderer.setStyles(this.styles)
        await painted()
    }

    get shown() {
        return this.view.renderer.getContents()[0]
    }

    async #turnTo(index, anchor = () => 0) {
        await this.view.renderer.goTo({ index, anchor })
        await painted()
        return this.shown.index === index ? this.shown.doc : null
    }

    // What a tap on an entry of a contents list leads to.
    async land(href) {
        const target = this.view.book.resolveHref(href)
        if (!target || target.index < 0) return { found: false, onScreen: false }
        const doc = await this.#turnTo(target.index, target.anchor)
        if (!doc) return { found: false, onScreen: false }
        const element = href.includes('#') ? target.anchor(doc) : doc.body
        if (!element) return { found: false, onScreen: false }
        const heading = element.matches('h1,h2,h3,h4,h5,h6')
            ? element : element.querySelector('h1,h2,h3,h4,h5,h6')
        return {
            found: true,
            onScreen: onScreen(boxOf(element)),
            heading: heading ? this.#headingText(heading) : '',
        }
    }

    #headingText(heading) {
        const copy = heading.cloneNode(true)
        linksOf(copy, 'call').forEach(a => a.remove())
        return copy.textContent
    }

    async countLinks(index, kind) {
        return linksOf(await this.#turnTo(index), kind).length
    }

    // Turns to a link and tells where to press it.
    async findLink(index, kind, ordinal) {
        const doc = await this.#turnTo(index, d => linksOf(d, kind)[ordinal])
        const box = boxOf(doc && linksOf(doc, kind)[ordinal])
        return onScreen(box) && box.width > 0 ? box : null
    }

    isShowing(index, id) {
        return this.shown.index === index && onScreen(boxOf(this.shown.doc.getElementById(id)))
    }

    async turnTo(index) {
        return !!await this.#turnTo(index)
    }

    // Colour, ground, size and overhang of every run of text in a section.
    async ink(index) {
        const doc = await this.#turnTo(index)
        if (!doc) return null
        const columns = columnsOf(doc, this.view.renderer)
        const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
        const range = doc.createRange()
        const runs = []
        while (walker.nextNode()) {
            const text = walker.currentNode
            if (!text.data.trim()) continue
            const element = text.parentElement
            const style = doc.defaultView.getComputedStyle(element)
            range.selectNodeContents(text)
            runs.push({
                where: nameOf(element),
                text: text.data.trim().slice(0, 40),
                shown: range.getClientRects().length > 0 && style.visibility === 'visible',
                colour: rgba(style.color),
                size: parseFloat(style.fontSize),
                overhang: overhang(range, columns),
                broken: brokenWord(text, style, doc.createRange()),
                ...behind(element),
            })
        }
        return runs
    }

    // The colour of the page itself under the present colour scheme.
    canvas() {
        return rgba(getComputedStyle(document.body).backgroundColor)
    }
}

window.reader = new Reader()
document.title = 'ready'

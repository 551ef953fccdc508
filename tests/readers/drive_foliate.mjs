// Opens books in foliate-js in a real Chromium, does what a reader does, writes down what was seen.
// It judges nothing: foliate.py compares what was seen with what the book promises.
//
//   node drive_foliate.mjs JOBS.json
//
// JOBS.json: { chromium, jobs: [{ book, seen, pictures, links: [{ section, kind, target }] }] }

import { createServer } from 'node:http'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const PATIENCE = 5000
// Not of our pages: Chromium's notice that an observer will be told in the next frame, and what
// Foliate's paginator says when that frame comes after it has turned to another document.
const HARMLESS = ['ResizeObserver loop', "Cannot destructure property 'style' of 'el'"]

const MEDIA_TYPES = {
    '.html': 'text/html', '.js': 'text/javascript', '.epub': 'application/epub+zip',
}

const SCREENS = {
    phone: { width: 390, height: 844 },
    tablet: { width: 820, height: 1180 },
}

const GROUND = '#121212'
const AS_PUBLISHED = ['html { color-scheme: light dark }', '']
const THEMES = {
    // The system is light; nothing is said by the reader.
    light: { scheme: 'light', styles: AS_PUBLISHED, ground: null },
    // The system is dark and the reader follows it.
    dark: { scheme: 'dark', styles: AS_PUBLISHED, ground: null },
    // The reader paints its own night: the book must let its colours through.
    night: {
        scheme: 'light',
        styles: ['a:any-link { color: #9cf }',
            `html, body { background: ${GROUND} !important; color: #eee !important }`],
        ground: [0x12, 0x12, 0x12, 1],
    },
    large: {
        scheme: 'light',
        styles: ['html { color-scheme: light dark }', 'html { font-size: 200% !important }'],
        ground: null,
    },
}

// What to photograph: each screen and theme, and how many pages of each section.
const PICTURES = [
    ['phone', 'light', 2], ['phone', 'dark', 1], ['phone', 'large', 1],
    ['tablet', 'light', 1], ['tablet', 'dark', 1], ['tablet', 'large', 1],
]
const PICTURED_SECTIONS = 12

let shelf = null

const serve = () => new Promise(resolve => {
    const server = createServer(async (request, response) => {
        const { pathname } = new URL(request.url, 'http://localhost')
        const file = pathname === '/book.epub' ? shelf
            : pathname.startsWith('/foliate-js/') ? join(HERE, 'node_modules', pathname)
            : join(HERE, pathname)
        try {
            const body = await readFile(file)
            response.writeHead(200, { 'content-type': MEDIA_TYPES[extname(file)] ?? 'text/plain' })
            response.end(body)
        } catch {
            response.writeHead(404).end()
        }
    }).listen(0, '127.0.0.1', () => resolve(server))
})

// Lets the page speak to our own server only, and writes down every other wish.
const fence = async (page, home, seen) => {
    await page.route(url => /^(https?|wss?|ftp):$/.test(url.protocol) && url.origin !== home, route => {
        seen.requests.push(route.request().url())
        return route.abort()
    })
    const note = message => {
        if (!HARMLESS.some(begin => message.startsWith(begin))) seen.errors.push(message)
    }
    page.on('pageerror', error => note(error.message))
    page.on('console', message => {
        if (message.type() === 'error') note(message.text())
    })
}

const dress = async (page, theme) => {
    const { scheme, styles } = THEMES[theme]
    await page.emulateMedia({ colorScheme: scheme })
    await page.evaluate(s => reader.style(...s), styles)
}

const walkNavigation = async (page, seen) => {
    for (const list of ['toc', 'landmarks', 'pages'])
        for (const entry of seen.book[list])
            entry.landing = entry.href
                ? await page.evaluate(href => reader.land(href), entry.href)
                : { found: false, onScreen: false }
}

const press = async (page, link) => {
    const box = await page.evaluate(l => reader.findLink(l.section, l.kind, l.ordinal), link)
    if (!box) return false
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    return true
}

const wait = (page, condition, argument) =>
    page.waitForFunction(condition, argument, { timeout: PATIENCE, polling: 20 })
        .then(() => true, () => false)

const pressCall = async (page, link) => {
    const pressed = await press(page, link)
    const opened = pressed && await wait(page, () => reader.note !== null)
    const note = opened ? await page.evaluate(() => reader.note) : null
    await page.evaluate(() => reader.closeNote())
    return { pressed, note }
}

const pressBacklink = async (page, link) => {
    const pressed = await press(page, link)
    const returned = pressed && !!link.target && await wait(page,
        ({ section, id }) => reader.isShowing(section, id), link.target)
    return { pressed, returned }
}

const pressLinks = async (page, job, seen) => {
    for (const kind of ['call', 'backlink']) {
        seen.counts[kind] = []
        for (const section of seen.book.sections.keys())
            seen.counts[kind].push(await page.evaluate(
                ([s, k]) => reader.countLinks(s, k), [section, kind]))
    }
    for (const link of job.links)
        seen.links.push(link.kind === 'call'
            ? await pressCall(page, link) : await pressBacklink(page, link))
}

const readInk = async (page, seen) => {
    await page.setViewportSize(SCREENS.phone)
    for (const theme of Object.keys(THEMES)) {
        await dress(page, theme)
        const sections = []
        for (const section of seen.book.sections.keys())
            sections.push(await page.evaluate(s => reader.ink(s), section))
        const ground = THEMES[theme].ground ?? await page.evaluate(() => reader.canvas())
        seen.ink[theme] = { ground, sections }
    }
    await dress(page, 'light')
}

const takePictures = async (page, job, seen) => {
    await mkdir(job.pictures, { recursive: true })
    const take = name => page.screenshot({ path: join(job.pictures, `${name}.png`) })
    for (const [screen, theme, pages] of PICTURES) {
        await page.setViewportSize(SCREENS[screen])
        await dress(page, theme)
        for (const [section, id] of seen.book.sections.slice(0, PICTURED_SECTIONS).entries()) {
            await page.evaluate(s => reader.turnTo(s), section)
            const stem = id.split('/').pop().replace(/\.\w+$/, '')
            const name = `${screen}-${theme}-${String(section + 1).padStart(2, '0')}-${stem}`
            await take(name)
            for (let number = 2; number <= pages; number++) {
                await page.evaluate(() => reader.view.next())
                if (await page.evaluate(() => reader.shown.index) !== section) break
                await take(`${name}-${number}`)
            }
        }
        const call = job.links.find(link => link.kind === 'call')
        if (call && await press(page, call) && await wait(page, () => reader.note !== null))
            await take(`${screen}-${theme}-note`)
        await page.evaluate(() => reader.closeNote())
    }
}

const openBook = async (context, home, job) => {
    const seen = { requests: [], errors: [], counts: {}, links: [], ink: {}, book: null }
    const page = await context.newPage()
    shelf = job.book
    try {
        await fence(page, home, seen)
        await page.setViewportSize(SCREENS.phone)
        await page.goto(`${home}/reader.html`)
        await wait(page, () => document.title === 'ready')
        seen.book = await page.evaluate(() => reader.open('/book.epub'))
        await dress(page, 'light')
        await walkNavigation(page, seen)
        await pressLinks(page, job, seen)
        await readInk(page, seen)
        if (job.pictures) await takePictures(page, job, seen)
    } catch (error) {
        seen.errors.push(`the visit ended early: ${error.message}`)
    }
    await page.close()
    await writeFile(job.seen, JSON.stringify(seen))
}

const { chromium: executablePath, jobs } = JSON.parse(await readFile(process.argv[2], 'utf8'))
const server = await serve()
const browser = await chromium.launch({
    executablePath,
    args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
        '--disable-background-networking', '--disable-component-update',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
})
const context = await browser.newContext({ deviceScaleFactor: 2 })
const home = `http://127.0.0.1:${server.address().port}`
for (const job of jobs) await openBook(context, home, job)
await browser.close()
server.close()

/** A sandcastle's worth of a logo: a key on sand. Not Postman's. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#d9822b"/>
<g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round">
<circle cx="12" cy="13" r="4.6"/><path d="M15.6 16.4 24 24.6M20.4 21.2l2.6-2.6"/>
</g></svg>
`;
